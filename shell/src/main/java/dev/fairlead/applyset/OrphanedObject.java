package dev.fairlead.applyset;

import dev.fairlead.kubernetes.ApiPath;
import java.util.Optional;

/**
 * What the inventory lists and the manifests no longer have.
 *
 * @param path where the server has it; empty where it is gone
 * @param why in words; empty where there is nothing to say
 */
record OrphanedObject(InventoryEntry entry, Optional<ApiPath> path, Fate fate, String why) {
    /** What becomes of it. */
    enum Fate {
        /** It may be deleted. */
        PRUNED,
        /** It stays on the cluster and in the inventory. */
        KEPT,
        /** It stays on the cluster, and is the set's no more. */
        LEFT,
        /** It is not there any more. */
        GONE
    }

    boolean is(Fate other) {
        return fate == other;
    }
}
