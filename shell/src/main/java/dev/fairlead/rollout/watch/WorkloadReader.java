package dev.fairlead.rollout.watch;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.SelectorText;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.TemplateFields;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads workloads and what belongs to them. */
public final class WorkloadReader {
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "deployment", Deployment.class,
            "statefulset", StatefulSet.class,
            "daemonset", DaemonSet.class,
            "replicaset", ReplicaSet.class,
            "replicationcontroller", ReplicationController.class,
            "job", Job.class,
            "pod", Pod.class);

    private final ClusterClient cluster;

    public WorkloadReader(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /** @throws OpsException of kind NOT_FOUND, which names what is there */
    public HasMetadata get(WorkloadRef ref) {
        if (!ref.runsPods()) {
            return new ObjectStatusReader(cluster).get(ref);
        }
        Class<? extends HasMetadata> type = type(ref);
        return cluster.find(type, ref.name()).orElseThrow(() -> notFound(ref, type));
    }

    public <T extends HasMetadata> T get(WorkloadRef ref, Class<T> wanted, String verb) {
        HasMetadata workload = get(ref);
        if (!wanted.isInstance(workload)) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "cannot " + verb + " " + ref + ": only a "
                            + wanted.getSimpleName().toLowerCase(Locale.ROOT) + " can be");
        }
        return wanted.cast(workload);
    }

    /** Everything that belongs to the workload, listed once. */
    public Snapshot snapshot(HasMetadata workload) {
        Optional<LabelSelector> selector = TemplateFields.selector(workload);
        return Snapshot.owned(
                        workload,
                        workload instanceof Deployment ? list(ReplicaSet.class, selector) : List.of(),
                        workload instanceof StatefulSet || workload instanceof DaemonSet
                                ? list(ControllerRevision.class, selector)
                                : List.of(),
                        pods(workload, selector),
                        events(),
                        Instant.now().plus(cluster.clockSkew()))
                .withStatus(new ObjectStatusReader(cluster).keepsStatus(workload));
    }

    private List<Pod> pods(HasMetadata workload, Optional<LabelSelector> selector) {
        if (workload instanceof GenericKubernetesResource) {
            return List.of();
        }
        return workload instanceof Pod pod ? List.of(pod) : list(Pod.class, selector);
    }

    /** All of a kind in the namespace. */
    <T extends HasMetadata> List<T> listed(Class<T> type) {
        return list(type, Optional.empty());
    }

    <T extends HasMetadata> List<T> list(Class<T> type, Optional<LabelSelector> selector) {
        return cluster.list(type, selector.map(SelectorText::of).orElse(""));
    }

    /** None where the user may not read them: events tell more, and are not needed to judge. */
    List<Event> events() {
        return OpsException.unlessDenied(() -> listed(Event.class)).orElse(List.of());
    }

    private OpsException notFound(WorkloadRef ref, Class<? extends HasMetadata> type) {
        List<String> names = listed(type).stream()
                .map(item -> item.getMetadata().getName())
                .sorted()
                .limit(10)
                .toList();
        String there =
                names.isEmpty() ? "there is no " + ref.kind() + " at all" : "there are: " + String.join(", ", names);
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "no " + ref + " in namespace " + cluster.namespace() + " of context " + cluster.context() + "; "
                                + there)
                .hint("cluster get " + ref.kind() + "s -A");
    }

    static Class<? extends HasMetadata> type(WorkloadRef ref) {
        return Stream.ofNullable(TYPES.get(ref.kind()))
                .findFirst()
                .orElseThrow(() -> new OpsException(FailureKind.USAGE, ref.kind() + " does not roll out"));
    }

    /** Whether an object of that version is the workload that is meant: other groups may have a kind of that name. */
    public static boolean isServedBy(WorkloadRef ref, String apiVersion) {
        String group = HasMetadata.getGroup(type(ref));
        return group.isEmpty() ? apiVersion.equals("v1") : apiVersion.startsWith(group + "/");
    }
}
