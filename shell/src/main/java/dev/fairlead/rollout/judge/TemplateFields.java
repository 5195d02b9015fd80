package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.Optional;

/** The parts that all workload kinds have, each in its own place. */
public final class TemplateFields {
    private TemplateFields() {}

    /** What the workload makes its pods by; empty for a Pod. */
    public static Optional<PodTemplateSpec> template(HasMetadata workload) {
        if (workload instanceof Deployment d) {
            return Optional.of(d.getSpec().getTemplate());
        } else if (workload instanceof StatefulSet s) {
            return Optional.of(s.getSpec().getTemplate());
        } else if (workload instanceof DaemonSet d) {
            return Optional.of(d.getSpec().getTemplate());
        } else if (workload instanceof Job j) {
            return Optional.of(j.getSpec().getTemplate());
        } else if (workload instanceof ReplicationController controller) {
            return Optional.ofNullable(controller.getSpec().getTemplate());
        }
        return workload instanceof ReplicaSet set
                ? Optional.ofNullable(set.getSpec().getTemplate())
                : Optional.empty();
    }

    /** The pod spec that the workload wants. */
    public static Optional<PodSpec> of(HasMetadata workload) {
        return workload instanceof Pod pod
                ? Optional.of(pod.getSpec())
                : template(workload).map(PodTemplateSpec::getSpec);
    }

    /** The labels that the workload's pods get. */
    public static Map<String, String> labels(HasMetadata workload) {
        ObjectMeta meta = null;
        if (workload instanceof Deployment d) {
            meta = d.getSpec().getTemplate().getMetadata();
        } else if (workload instanceof StatefulSet s) {
            meta = s.getSpec().getTemplate().getMetadata();
        } else if (workload instanceof DaemonSet d) {
            meta = d.getSpec().getTemplate().getMetadata();
        } else if (workload instanceof ReplicaSet set && set.getSpec().getTemplate() != null) {
            meta = set.getSpec().getTemplate().getMetadata();
        } else if (workload instanceof ReplicationController controller
                && controller.getSpec().getTemplate() != null) {
            meta = controller.getSpec().getTemplate().getMetadata();
        } else if (workload instanceof Pod pod) {
            meta = pod.getMetadata();
        }
        return meta == null || meta.getLabels() == null ? Map.of() : meta.getLabels();
    }

    /** The selector of the workload's pods; empty for a Pod. */
    public static Optional<LabelSelector> selector(HasMetadata workload) {
        if (workload instanceof Deployment d) {
            return Optional.ofNullable(d.getSpec().getSelector());
        } else if (workload instanceof StatefulSet s) {
            return Optional.ofNullable(s.getSpec().getSelector());
        } else if (workload instanceof DaemonSet d) {
            return Optional.ofNullable(d.getSpec().getSelector());
        } else if (workload instanceof ReplicaSet set) {
            return Optional.ofNullable(set.getSpec().getSelector());
        }
        if (workload instanceof ReplicationController controller) {
            return Optional.ofNullable(controller.getSpec().getSelector())
                    .map(labels ->
                            new LabelSelectorBuilder().withMatchLabels(labels).build());
        }
        return workload instanceof Job j ? Optional.ofNullable(j.getSpec().getSelector()) : Optional.empty();
    }
}
