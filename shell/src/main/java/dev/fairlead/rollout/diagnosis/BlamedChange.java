package dev.fairlead.rollout.diagnosis;

import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.TemplateFields;
import dev.fairlead.rollout.judge.Verdict;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Optional;
import java.util.stream.Stream;

/** The pod and the container that a verdict is about. */
record BlamedChange(Snapshot snapshot, Verdict verdict) {

    /** The first pod of the verdict; empty where it is about pods that do not exist. */
    Optional<Pod> pod() {
        return snapshot.pods().stream()
                .filter(pod -> verdict.pods().contains(pod.getMetadata().getName()))
                .findFirst();
    }

    /** As the cluster made it, or as the workload wants it. */
    PodSpec spec() {
        return pod().map(Pod::getSpec)
                .or(() -> TemplateFields.of(snapshot.workload()))
                .orElseGet(PodSpec::new);
    }

    Optional<Container> container() {
        PodSpec spec = spec();
        return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                .filter(container -> container.getName().equals(verdict.container()))
                .findFirst();
    }
}
