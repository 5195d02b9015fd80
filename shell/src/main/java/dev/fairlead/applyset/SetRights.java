package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rights.AccessReview;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What applying a set needs to be allowed, asked while it is planned. */
final class SetRights {
    private final ClusterClient cluster;
    private final ApplySetRequest request;
    private final List<SetMember> members;
    private final AccessReview review;

    SetRights(ClusterClient cluster, ApplySetRequest request, List<SetMember> members) {
        this.cluster = cluster;
        this.request = request;
        this.members = members;
        this.review = new AccessReview(cluster);
    }

    /** @throws dev.fairlead.failure.OpsException of kind DENIED that names each right which is missing as far as known */
    <T> T reading(Supplier<T> reads) {
        return request.dryRun() ? reads.get() : review.reading(doing(), known(Set.of()), reads);
    }

    /** Reads what the inventory lists and the members are not. */
    <T> T readingRest(Inventory inventory, Supplier<T> reads) {
        if (request.dryRun()) {
            return reads.get();
        }
        List<Right> known = known(Set.of());
        Set<ObjectKey> present = members.stream().map(SetMember::key).collect(Collectors.toSet());
        inventory.entries().stream()
                .filter(entry -> !present.contains(entry.key()))
                .forEach(entry -> known.addAll(of(Operation.READ, entry)));
        return review.reading(doing(), known, reads);
    }

    /**
     * Waits for the answers before the first write. In a namespace that is made on the way, and of kinds that are, the
     * server alone can tell.
     *
     * @param live what there is of the members
     * @param missing the set's namespace, where it is to be made
     */
    void require(
            Map<ObjectKey, JsonNode> live,
            Inventory inventory,
            List<OrphanedObject> leftovers,
            Optional<String> missing) {
        if (request.dryRun()) {
            return;
        }
        Set<String> made = members.stream()
                .filter(member -> member.is("", "Namespace") && !live.containsKey(member.key()))
                .map(member -> member.manifest().name())
                .collect(Collectors.toSet());
        List<Right> needed = new ArrayList<>();
        missing.ifPresent(name -> {
            made.add(name);
            needed.addAll(Operation.CREATE.on("namespaces", "", "").stream()
                    .filter(right -> right.verb().equals("create"))
                    .toList());
        });
        needed.addAll(known(made));
        members.stream()
                .filter(member -> !live.containsKey(member.key()) && isKnown(member, made))
                .forEach(member -> needed.addAll(of(Operation.APPLY_NEW, member)));
        if (!made.contains(cluster.namespace())) {
            // It is written before the first object and after the last.
            needed.addAll(inventory(Operation.REPLACE));
            if (!inventory.exists()) {
                needed.addAll(inventory(Operation.CREATE));
            }
        }
        if (request.has(ApplySetRequest.Wish.PRUNE)) {
            leftovers.stream()
                    .filter(leftover -> leftover.is(OrphanedObject.Fate.PRUNED))
                    .forEach(leftover -> needed.addAll(of(Operation.REMOVE, leftover.entry())));
        }
        review.require(doing(), needed);
    }

    /** What is needed whatever there is on the cluster. */
    private List<Right> known(Set<String> made) {
        List<Right> needed = new ArrayList<>();
        if (!made.contains(cluster.namespace())) {
            needed.addAll(inventory(Operation.READ));
        }
        members.stream().filter(member -> isKnown(member, made)).forEach(member -> {
            needed.addAll(of(Operation.CHANGE, member));
            if (request.rules().follow() && member.workload().isPresent()) {
                needed.addAll(of(Operation.FOLLOW_SEVERAL, member));
            }
        });
        return needed;
    }

    private static boolean isKnown(SetMember member, Set<String> made) {
        return !member.unserved() && !made.contains(member.namespace());
    }

    private List<Right> inventory(Operation operation) {
        return operation.on("configmaps", cluster.namespace(), Inventory.name(request.name()));
    }

    private static List<Right> of(Operation operation, SetMember member) {
        return operation.on(member.type(), member.namespace(), member.manifest().name());
    }

    /** None of a kind that the server does not serve any more. */
    private List<Right> of(Operation operation, InventoryEntry entry) {
        ObjectKey key = entry.key();
        try {
            return operation.on(cluster.discovery().find(key.qualified()), key.namespace(), key.name());
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private String doing() {
        return "apply set " + request.name();
    }
}
