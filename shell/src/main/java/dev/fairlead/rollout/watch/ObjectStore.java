package dev.fairlead.rollout.watch;

import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Workloads and what belongs to them at one moment; what a workload owns is found without a look at the others'. */
public final class ObjectStore {
    private final Function<WorkloadRef, String> kinds;
    private final Predicate<HasMetadata> keepsStatus;
    private final Map<String, HasMetadata> workloads = new HashMap<>();
    private final Map<String, List<ReplicaSet>> sets;
    private final Map<String, List<ControllerRevision>> revisions;
    private final Map<String, List<Pod>> pods;
    private final Map<String, List<Event>> events;
    private final Instant now;

    /**
     * @param kinds the kind, with its API version, of what runs no pods
     * @param keepsStatus whether the kind of what runs no pods has a status subresource
     * @param now by the cluster's clock
     */
    ObjectStore(
            Function<WorkloadRef, String> kinds,
            Predicate<HasMetadata> keepsStatus,
            List<? extends HasMetadata> workloads,
            List<ReplicaSet> sets,
            List<ControllerRevision> revisions,
            List<Pod> pods,
            List<Event> events,
            Instant now) {
        this.kinds = kinds;
        this.keepsStatus = keepsStatus;
        workloads.forEach(workload -> this.workloads.put(
                key(
                        kind(workload),
                        workload.getMetadata().getNamespace(),
                        workload.getMetadata().getName()),
                workload));
        this.sets = grouped(sets, ObjectStore::owner);
        this.revisions = grouped(revisions, ObjectStore::owner);
        this.pods = grouped(pods, ObjectStore::owner);
        this.events = grouped(
                events,
                event -> event.getInvolvedObject() == null
                        ? null
                        : event.getInvolvedObject().getUid());
        this.now = now;
    }

    /** The workload's uid; empty when it is not there. */
    Optional<String> uid(WorkloadRef ref, String namespace) {
        return workload(ref, namespace).map(workload -> workload.getMetadata().getUid());
    }

    /** Everything about a workload; empty when it is not there. */
    public Optional<Snapshot> snapshot(WorkloadRef ref, String namespace) {
        return workload(ref, namespace).map(this::snapshot);
    }

    private Snapshot snapshot(HasMetadata workload) {
        String uid = workload.getMetadata().getUid();
        List<ReplicaSet> ownSets = sets.getOrDefault(uid, List.of());
        List<Pod> ownPods = new ArrayList<>(pods.getOrDefault(uid, List.of()));
        if (workload instanceof Pod pod) {
            ownPods.add(pod);
        }
        ownSets.forEach(
                set -> ownPods.addAll(pods.getOrDefault(set.getMetadata().getUid(), List.of())));
        List<Event> ownEvents = new ArrayList<>(events.getOrDefault(uid, List.of()));
        ownSets.forEach(
                set -> ownEvents.addAll(events.getOrDefault(set.getMetadata().getUid(), List.of())));
        ownPods.stream()
                .map(pod -> pod.getMetadata().getUid())
                .filter(pod -> !pod.equals(uid))
                .forEach(pod -> ownEvents.addAll(events.getOrDefault(pod, List.of())));
        return new Snapshot(workload, ownSets, revisions.getOrDefault(uid, List.of()), ownPods, ownEvents, now)
                .withStatus(keepsStatus.test(workload));
    }

    private Optional<HasMetadata> workload(WorkloadRef ref, String namespace) {
        String kind = ref.runsPods() ? ref.kind() : kinds.apply(ref);
        return Optional.ofNullable(workloads.get(key(kind, namespace, ref.name())))
                .or(() -> Optional.ofNullable(workloads.get(key(kind, null, ref.name()))));
    }

    private static String kind(HasMetadata object) {
        return object instanceof GenericKubernetesResource
                ? object.getApiVersion() + "/" + object.getKind()
                : object.getKind();
    }

    /** What is in no namespace is the cluster's. */
    private static String key(String kind, @Nullable String namespace, String name) {
        String in = namespace == null ? "" : namespace;
        return kind.toLowerCase(Locale.ROOT) + "/" + in + "/" + name;
    }

    private static String owner(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst()
                .map(OwnerReference::getUid)
                .orElse("");
    }

    private static <T> Map<String, List<T>> grouped(List<T> objects, Function<T, String> by) {
        Map<String, List<T>> groups = new HashMap<>();
        objects.forEach(object -> groups.computeIfAbsent(String.valueOf(by.apply(object)), key -> new ArrayList<>())
                .add(object));
        return groups;
    }
}
