package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.applyset.OrphanedObject.Fate;
import dev.fairlead.kubernetes.ApiPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may be deleted of that which a set no longer has: only what is its own for sure, data only when it is said. */
final class PruneRules {
    private static final Set<String> SYSTEM = Set.of("default", "kube-system", "kube-public", "kube-node-lease");
    private static final Set<String> DATA = Set.of("Namespace", "CustomResourceDefinition", "PersistentVolumeClaim");

    private final SetOwnership claims;
    private final boolean withData;
    private final Set<String> usedNamespaces = new HashSet<>();
    private final Set<String> usedKinds = new HashSet<>();

    /**
     * @param ownNamespace where the inventory is
     * @param members what the set has now; their namespaces and kinds are in use
     * @param withData whether Namespaces, definitions of kinds and PersistentVolumeClaims may go too
     */
    PruneRules(SetOwnership claims, String ownNamespace, List<SetMember> members, boolean withData) {
        this.claims = claims;
        this.withData = withData;
        usedNamespaces.add(ownNamespace);
        members.forEach(member -> {
            usedNamespaces.add(member.namespace());
            usedKinds.add(member.type().qualified());
        });
    }

    OrphanedObject judge(InventoryEntry entry, ApiPath path, Optional<JsonNode> live) {
        if (live.isEmpty()) {
            return new OrphanedObject(entry, Optional.empty(), Fate.GONE, "");
        }
        Optional<String> other = claims.other(live.get());
        if (other.isPresent()) {
            return new OrphanedObject(entry, Optional.of(path), Fate.LEFT, "it belongs to set " + other.get());
        }
        String uid = live.get().path("metadata").path("uid").asText();
        if (!entry.uid().isEmpty() && !entry.uid().equals(uid)) {
            return new OrphanedObject(entry, Optional.of(path), Fate.LEFT, "it was made anew by somebody else");
        }
        if (entry.uid().isEmpty() && SetOwnership.of(live.get()).isEmpty()) {
            return new OrphanedObject(entry, Optional.of(path), Fate.LEFT, "this set did not make it");
        }
        Optional<String> kept = reasonToKeep(entry.key());
        InventoryEntry known = new InventoryEntry(entry.key(), uid);
        return new OrphanedObject(
                known, Optional.of(path), kept.isPresent() ? Fate.KEPT : Fate.PRUNED, kept.orElse(""));
    }

    private Optional<String> reasonToKeep(ObjectKey key) {
        boolean namespace = key.group().isEmpty() && key.kind().equals("Namespace");
        if (namespace && SYSTEM.contains(key.name())) {
            return Optional.of("it is the system's");
        }
        if (namespace && usedNamespaces.contains(key.name())) {
            return Optional.of("the set has objects in it");
        }
        if (key.kind().equals("CustomResourceDefinition") && usedKinds.contains(key.name())) {
            return Optional.of("the set has objects of it");
        }
        return DATA.contains(key.kind()) && !withData
                ? Optional.of("data would go with it; --prune-data deletes it")
                : Optional.empty();
    }
}
