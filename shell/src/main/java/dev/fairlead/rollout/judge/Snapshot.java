package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.List;

/**
 * What a cluster says of one workload at one moment.
 *
 * @param workload a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Pod; or a GenericKubernetesResource, of any
 *     other kind, without pods
 * @param replicaSets those that the workload owns
 * @param revisions the ControllerRevisions that the workload owns
 * @param pods those that the workload or its ReplicaSets own
 * @param events of the workload, its ReplicaSets and pods
 * @param now by the cluster's clock
 * @param keepsStatus whether the workload's kind has a status subresource, so that a status is to be expected
 */
public record Snapshot(
        HasMetadata workload,
        List<ReplicaSet> replicaSets,
        List<ControllerRevision> revisions,
        List<Pod> pods,
        List<Event> events,
        Instant now,
        boolean keepsStatus) {

    public Snapshot {
        workload = workload instanceof Pod pod ? withStatus(pod) : workload;
        replicaSets = List.copyOf(replicaSets);
        revisions = List.copyOf(revisions);
        pods = pods.stream().map(Snapshot::withStatus).toList();
        events = List.copyOf(events);
    }

    /** Of a kind that has a status subresource, as nearly all have. */
    public Snapshot(
            HasMetadata workload,
            List<ReplicaSet> replicaSets,
            List<ControllerRevision> revisions,
            List<Pod> pods,
            List<Event> events,
            Instant now) {
        this(workload, replicaSets, revisions, pods, events, now, true);
    }

    /** The same of a kind that has a status subresource, or has none. */
    public Snapshot withStatus(boolean kept) {
        return new Snapshot(workload, replicaSets, revisions, pods, events, now, kept);
    }

    /** One that no node has written a status of is there all the same. */
    private static Pod withStatus(Pod pod) {
        return pod.getStatus() != null
                ? pod
                : new PodBuilder(pod).withNewStatus().endStatus().build();
    }

    /** Keeps of each list only what belongs to the workload, by owner UID: labels may be shared with others. */
    public static Snapshot owned(
            HasMetadata workload,
            List<ReplicaSet> replicaSets,
            List<ControllerRevision> revisions,
            List<Pod> pods,
            List<Event> events,
            Instant now) {
        String uid = workload.getMetadata().getUid();
        List<ReplicaSet> ownSets =
                replicaSets.stream().filter(set -> isOwned(set, uid)).toList();
        List<String> setUids =
                ownSets.stream().map(set -> set.getMetadata().getUid()).toList();
        List<Pod> ownPods = pods.stream()
                .filter(pod -> workload instanceof Pod
                        ? pod.getMetadata().getUid().equals(uid)
                        : isOwned(pod, uid) || setUids.stream().anyMatch(set -> isOwned(pod, set)))
                .toList();
        List<String> podUids =
                ownPods.stream().map(pod -> pod.getMetadata().getUid()).toList();
        List<Event> ownEvents = events.stream()
                .filter(event -> {
                    String about = event.getInvolvedObject() == null
                            ? null
                            : event.getInvolvedObject().getUid();
                    return uid.equals(about) || setUids.contains(about) || podUids.contains(about);
                })
                .toList();
        return new Snapshot(
                workload,
                ownSets,
                revisions.stream().filter(revision -> isOwned(revision, uid)).toList(),
                ownPods,
                ownEvents,
                now);
    }

    /** The pods that an object controls and that are not on their way out. */
    public List<Pod> podsOf(HasMetadata owner) {
        String uid = owner.getMetadata().getUid();
        return pods.stream()
                .filter(pod -> isOwned(pod, uid) && pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** The events about an object, newest first. */
    List<Event> eventsOf(HasMetadata object) {
        String uid = object.getMetadata().getUid();
        return events.stream()
                .filter(event -> event.getInvolvedObject() != null
                        && uid.equals(event.getInvolvedObject().getUid()))
                .sorted((a, b) -> Times.of(b).compareTo(Times.of(a)))
                .toList();
    }

    static boolean isOwned(HasMetadata object, String uid) {
        for (OwnerReference owner : object.getMetadata().getOwnerReferences()) {
            if (uid.equals(owner.getUid()) && Boolean.TRUE.equals(owner.getController())) {
                return true;
            }
        }
        return false;
    }
}
