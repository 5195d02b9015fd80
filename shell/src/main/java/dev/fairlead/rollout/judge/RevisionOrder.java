package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Deployment's revisions: its ReplicaSets, numbered by the controller's annotation. */
public final class RevisionOrder {
    /** Set by the Deployment controller. */
    public static final String NUMBER = "deployment.kubernetes.io/revision";

    private static final String TEMPLATE_HASH = "pod-template-hash";

    private RevisionOrder() {}

    /**
     * The ReplicaSet that carries the Deployment's present template, as the controller itself finds it; empty until the
     * controller has made it. The highest number alone would name the old one while a change is not yet observed.
     */
    public static Optional<ReplicaSet> newest(Deployment deployment, List<ReplicaSet> owned) {
        PodTemplateSpec wanted = withoutHash(deployment.getSpec().getTemplate());
        return owned.stream()
                .filter(set -> withoutHash(set.getSpec().getTemplate()).equals(wanted))
                .max(Comparator.comparingLong(RevisionOrder::number));
    }

    /** The revision's number; zero where the controller has not numbered it yet. */
    public static long number(ReplicaSet set) {
        String number = annotations(set).getOrDefault(NUMBER, "0");
        return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
    }

    /** The template without the label that the controller adds to tell its ReplicaSets apart. */
    public static PodTemplateSpec withoutHash(PodTemplateSpec template) {
        if (template.getMetadata() == null || template.getMetadata().getLabels() == null) {
            return template;
        }
        return new PodTemplateSpecBuilder(template)
                .editMetadata()
                .removeFromLabels(TEMPLATE_HASH)
                .endMetadata()
                .build();
    }

    private static Map<String, String> annotations(ReplicaSet set) {
        Map<String, String> annotations = set.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
