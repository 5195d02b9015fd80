package dev.fairlead.rollout.model;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** What cannot be done to a workload. */
public final class UnsupportedChanges {
    private UnsupportedChanges() {}

    public static void oneShots(WorkloadRef ref, String verb) {
        if (!ref.hasRevisions()) {
            throw new OpsException(
                    FailureKind.USAGE, "cannot " + verb + " " + ref + ": a " + ref.kind() + " has no revisions");
        }
    }

    public static void paused(WorkloadRef ref, HasMetadata workload, String verb) {
        if (isPaused(workload)) {
            throw new OpsException(FailureKind.CONFLICT, "cannot " + verb + " " + ref + ": it is paused")
                    .hint("rollout resume " + ref + " -n "
                            + workload.getMetadata().getNamespace());
        }
    }

    public static boolean isPaused(HasMetadata workload) {
        return workload instanceof Deployment deployment
                && Boolean.TRUE.equals(deployment.getSpec().getPaused());
    }
}
