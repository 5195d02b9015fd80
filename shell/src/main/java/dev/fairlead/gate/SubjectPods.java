package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.SelectorText;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus.PodLine;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Tolerances;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The pods that a release is about, as they are now. */
final class SubjectPods {
    private final GateSubject subject;
    private final ClusterClient cluster;

    SubjectPods(GateSubject subject) {
        this.subject = subject;
        this.cluster = subject.cluster();
    }

    /** The candidate's that are not on their way out. */
    List<Pod> candidate() {
        return pods(subject.candidate(), PodLine::newest);
    }

    /** The candidate's that serve. */
    List<Pod> ready() {
        return pods(subject.candidate(), line -> line.newest() && line.ready());
    }

    /** Those that serve until the candidate does, and are not on their way out. */
    List<Pod> stable() {
        boolean within = subject.stable().equals(subject.candidate());
        return pods(subject.stable(), line -> line.newest() != within);
    }

    /** All of the stable Deployment, whichever their revision. */
    List<Pod> serving() {
        return pods(subject.stable(), line -> true);
    }

    /** @throws OpsException of kind NOT_FOUND when the Deployment is not there */
    private List<Pod> pods(String name, Predicate<PodLine> wanted) {
        Snapshot snapshot = snapshot(name);
        Set<String> names = Judge.judge(snapshot, Tolerances.DEFAULT).pods().stream()
                .filter(line -> !line.terminating() && wanted.test(line))
                .map(PodLine::name)
                .collect(Collectors.toSet());
        return snapshot.pods().stream()
                .filter(pod -> names.contains(pod.getMetadata().getName()))
                .toList();
    }

    private Snapshot snapshot(String name) {
        String namespace = cluster.namespace();
        Deployment deployment = cluster.find(Deployment.class, name)
                .orElseThrow(() -> new OpsException(
                        FailureKind.NOT_FOUND, "there is no deployment/" + name + " in namespace " + namespace));
        String selector = SelectorText.of(deployment.getSpec().getSelector());
        return Snapshot.owned(
                deployment,
                cluster.list(ReplicaSet.class, selector),
                List.of(),
                cluster.list(Pod.class, selector),
                List.of(),
                Instant.now().plus(cluster.clockSkew()));
    }
}
