package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.DeleteRequest;
import dev.fairlead.cluster.DeletionWait;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what a set no longer has, and deletes it: what was made last goes first. */
final class OrphanedObjects {
    private final ClusterClient cluster;

    OrphanedObjects(ClusterClient cluster) {
        this.cluster = cluster;
    }

    List<OrphanedObject> find(Inventory inventory, List<SetMember> members, PruneRules rules) {
        Set<ObjectKey> present = members.stream().map(SetMember::key).collect(Collectors.toSet());
        List<OrphanedObject> found = new ArrayList<>();
        for (InventoryEntry entry : inventory.entries()) {
            if (!present.contains(entry.key())) {
                found.add(judged(entry, rules));
            }
        }
        found.sort(Comparator.comparing((OrphanedObject leftover) -> rank(leftover.entry()))
                .reversed());
        return found;
    }

    private OrphanedObject judged(InventoryEntry entry, PruneRules rules) {
        try {
            ResourceType type = cluster.discovery().find(entry.key().qualified());
            ApiPath path = type.path(entry.key().namespace(), entry.key().name());
            return rules.judge(entry, path, cluster.find(path));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            // An aggregated API that is down looks like one that is not there, and must not be forgotten.
            boolean gone = cluster.find(ApiPath.group(entry.key().group())).isEmpty();
            return gone
                    ? new OrphanedObject(entry, Optional.empty(), OrphanedObject.Fate.GONE, "")
                    : new OrphanedObject(
                            entry,
                            Optional.empty(),
                            OrphanedObject.Fate.KEPT,
                            "the server does not serve its kind at present");
        }
    }

    private static ApplyOrder rank(InventoryEntry entry) {
        return ApplyOrder.of(entry.key().group(), entry.key().kind());
    }

    /** Starts the deletion of one, if it still is the object that was judged; says what became of it. */
    AppliedObject delete(OrphanedObject leftover) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("propagationPolicy", "Background");
        options.putObject("preconditions").put("uid", leftover.entry().uid());
        String outcome = "pruned";
        try {
            cluster.send("DELETE", leftover.path().orElseThrow(), ClusterClient.JSON, options, ClusterClient.JSON);
        } catch (ApiFailure e) {
            if (e.kind() != FailureKind.NOT_FOUND && e.kind() != FailureKind.CONFLICT) {
                throw e;
            }
            outcome = e.kind() == FailureKind.CONFLICT ? "left" : "not there";
        }
        ObjectKey key = leftover.entry().key();
        Optional<ApiPath> path = outcome.equals("pruned") ? leftover.path() : Optional.empty();
        return new AppliedObject(
                key.ref(),
                key.namespace(),
                outcome,
                false,
                List.of(),
                path,
                leftover.entry().uid());
    }

    /** @throws dev.fairlead.cluster.PartialChange when one stays */
    void awaitGone(List<AppliedObject> deleted, ProgressListener progress) {
        new DeletionWait(cluster, DeleteRequest.LIMIT, progress).await(deleted);
    }
}
