package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is known before the first change.
 *
 * @param members in the order in which they are applied
 * @param live what there is of them
 * @param checks what the server says to them
 * @param leftovers what the inventory lists and the manifests do not
 * @param stale running pods that do not see a change of their configuration, by what changes
 * @param pending what is left to do for members that are as they are to be: configuration whose users are yet to be told
 *     of, and Deployments whose revision is yet to be signed
 */
record SetPlan(
        List<SetMember> members,
        Map<ObjectKey, JsonNode> live,
        List<CheckedMember> checks,
        List<OrphanedObject> leftovers,
        Map<ObjectKey, List<SetMember>> stale,
        Set<ObjectKey> pending) {

    List<OrphanedObject> of(OrphanedObject.Fate fate) {
        return leftovers.stream().filter(leftover -> leftover.is(fate)).toList();
    }

    /** The members with what the inventory still lists: what may be on the cluster from the first write on. */
    List<InventoryEntry> union(Inventory inventory) {
        Map<ObjectKey, InventoryEntry> union = new LinkedHashMap<>();
        inventory.entries().forEach(entry -> union.put(entry.key(), entry));
        for (SetMember member : members) {
            String uid = Optional.ofNullable(live.get(member.key()))
                    .map(object -> object.path("metadata").path("uid").asText())
                    .orElse("");
            union.put(member.key(), new InventoryEntry(member.key(), uid));
        }
        return List.copyOf(union.values());
    }

    /** The members as they were made, with those of the rest that stay the set's. */
    List<InventoryEntry> remaining(SetState state, Set<ObjectKey> gone) {
        List<InventoryEntry> remaining = new ArrayList<>();
        members.forEach(member ->
                remaining.add(new InventoryEntry(member.key(), state.uid(member).orElse(""))));
        Set<OrphanedObject.Fate> staying = Set.of(OrphanedObject.Fate.PRUNED, OrphanedObject.Fate.KEPT);
        leftovers.stream()
                .filter(leftover -> staying.contains(leftover.fate()))
                .filter(leftover -> !gone.contains(leftover.entry().key()))
                .forEach(leftover -> remaining.add(leftover.entry()));
        return remaining;
    }

    /** What an earlier, interrupted run was about to change counts too. */
    static Set<ObjectKey> pending(Inventory inventory, List<CheckedMember> checks) {
        Set<ObjectKey> pending = new LinkedHashSet<>(inventory.pending());
        pending.addAll(ConfigUse.changed(checks));
        checks.stream()
                .filter(CheckedMember::isRevision)
                .forEach(check -> pending.add(check.member().key()));
        return pending;
    }
}
