package dev.fairlead.applyset;

import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.List;

/**
 * A set as one rollout left it.
 *
 * @param dryRun whether nothing was really changed
 * @param objects in the order in which they are applied, then what the manifests no longer have
 * @param statuses of the workloads that were followed
 */
public record ApplySetResult(
        String set,
        String context,
        String namespace,
        boolean dryRun,
        List<SetObject> objects,
        List<RolloutStatus> statuses) {
    public ApplySetResult {
        objects = List.copyOf(objects);
        statuses = List.copyOf(statuses);
    }
}
