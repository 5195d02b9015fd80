package dev.fairlead.rollout;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/** What cannot be done to a workload. */
final class Refusals {
    private Refusals() {}

    static void oneShots(WorkloadRef ref, HasMetadata workload, String verb) {
        if (workload instanceof Job || workload instanceof Pod) {
            throw new OpsException(
                    FailureKind.USAGE, "cannot " + verb + " " + ref + ": a " + ref.kind() + " has no revisions");
        }
    }

    static void paused(WorkloadRef ref, HasMetadata workload, String verb) {
        if (isPaused(workload)) {
            throw new OpsException(FailureKind.CONFLICT, "cannot " + verb + " " + ref + ": it is paused")
                    .hint("rollout resume " + ref + " -n "
                            + workload.getMetadata().getNamespace());
        }
    }

    static boolean isPaused(HasMetadata workload) {
        return workload instanceof Deployment deployment
                && Boolean.TRUE.equals(deployment.getSpec().getPaused());
    }
}
