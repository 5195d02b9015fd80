package dev.fairlead.applyset;

import dev.fairlead.cluster.ObjectRef;
import java.util.List;

/**
 * What became of one object of a set.
 *
 * @param namespace empty for kinds that have none
 * @param outcome {@code created}, {@code configured}, {@code unchanged}, {@code not checked} or {@code not applied}; of
 *     what the manifests no longer have {@code pruned}, {@code not pruned}, {@code kept} or {@code left}
 * @param status how a workload stands, or the phase of a claim on storage; empty where there is none to tell
 * @param message why it stands so, or why it was kept; empty where there is nothing to say
 * @param diff of a dry run: the fields that would change, as lines of a unified diff
 */
public record SetObject(
        ObjectRef object, String namespace, String outcome, String status, String message, List<String> diff) {
    public SetObject {
        diff = List.copyOf(diff);
    }
}
