package dev.fairlead.set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.DeleteRequest;
import dev.fairlead.cluster.Removal;
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
final class Leftovers {
    private final ClusterClient cluster;

    Leftovers(ClusterClient cluster) {
        this.cluster = cluster;
    }

    List<Leftover> find(Inventory inventory, List<Member> members, PruneRules rules) {
        Set<ObjectKey> present = members.stream().map(Member::key).collect(Collectors.toSet());
        List<Leftover> found = new ArrayList<>();
        for (InventoryEntry entry : inventory.entries()) {
            if (!present.contains(entry.key())) {
                found.add(judged(entry, rules));
            }
        }
        found.sort(Comparator.comparing((Leftover leftover) -> rank(leftover.entry()))
                .reversed());
        return found;
    }

    private Leftover judged(InventoryEntry entry, PruneRules rules) {
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
                    ? new Leftover(entry, Optional.empty(), Leftover.Fate.GONE, "")
                    : new Leftover(
                            entry,
                            Optional.empty(),
                            Leftover.Fate.KEPT,
                            "the server does not serve its kind at present");
        }
    }

    private static Rank rank(InventoryEntry entry) {
        return Rank.of(entry.key().group(), entry.key().kind());
    }

    /** Starts the deletion of one, if it still is the object that was judged; says what became of it. */
    AppliedObject delete(Leftover leftover) {
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

    /** @throws dev.fairlead.cluster.PartlyDone when one stays */
    void awaitGone(List<AppliedObject> deleted, ProgressListener progress) {
        new Removal(cluster, DeleteRequest.LIMIT, progress).await(deleted);
    }
}
