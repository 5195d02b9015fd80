package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.Manifest;
import dev.fairlead.cluster.ObjectRef;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rollout.model.NamespacedWorkload;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.Locale;
import java.util.Optional;

/**
 * One object of a set.
 *
 * @param namespace empty for kinds that have none
 * @param wave orders what has the same rank
 * @param unserved whether another member defines its kind, which the server does not serve yet
 * @param body what is applied
 * @param autoscaled whether an autoscaler sets its count of pods, which the body leaves out then
 */
record SetMember(
        Manifest manifest,
        ResourceType type,
        String namespace,
        ApplyOrder rank,
        int wave,
        boolean unserved,
        ObjectNode body,
        boolean autoscaled) {

    ObjectKey key() {
        return new ObjectKey(type.group(), type.kind(), namespace, manifest.name());
    }

    ObjectRef ref() {
        return ObjectRef.of(type, manifest.name());
    }

    ApiPath path() {
        return type.path(namespace, manifest.name());
    }

    boolean is(String group, String kind) {
        return type.group().equals(group) && type.kind().equals(kind);
    }

    /** What can be followed; empty for everything else. */
    Optional<NamespacedWorkload> workload() {
        String kind = type.kind().toLowerCase(Locale.ROOT);
        return rank == ApplyOrder.WORKLOADS && WorkloadRef.KINDS.contains(kind)
                ? Optional.of(new NamespacedWorkload(new WorkloadRef(kind, manifest.name()), namespace))
                : Optional.empty();
    }

    /** The same once its kind is served. */
    SetMember served() {
        return new SetMember(manifest, type, namespace, rank, wave, false, body, autoscaled);
    }

    SetMember with(ObjectNode newBody) {
        return new SetMember(manifest, type, namespace, rank, wave, unserved, newBody, autoscaled);
    }

    /** The same without its own count of pods. */
    SetMember withoutCount() {
        ObjectNode counted = body.deepCopy();
        counted.withObject("/spec").remove("replicas");
        return new SetMember(manifest, type, namespace, rank, wave, unserved, counted, true);
    }
}
