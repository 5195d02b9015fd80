package dev.fairlead.fleet;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.Revision;
import dev.fairlead.rollout.RolloutResult;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.UndoRequest;
import dev.fairlead.rollout.WorkloadRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** A deploy that is taken back by going to the revision that was there before. */
public final class DeployWork implements ContextWork {
    private final RolloutService rollouts;
    private final WorkloadRef workload;
    private final BiFunction<ClusterScope, ProgressListener, RolloutResult> deploy;
    private final Map<ClusterScope, Optional<Revision>> before = new ConcurrentHashMap<>();

    /** @param deploy deploys the workload in a scope and follows it */
    public DeployWork(
            RolloutService rollouts,
            WorkloadRef workload,
            BiFunction<ClusterScope, ProgressListener, RolloutResult> deploy) {
        this.rollouts = rollouts;
        this.workload = workload;
        this.deploy = deploy;
    }

    @Override
    public RolloutResult forward(ClusterScope scope, ProgressListener progress) {
        before.put(scope, current(scope));
        return deploy.apply(scope, progress);
    }

    @Override
    public String back(ClusterScope scope, ProgressListener progress) {
        Optional<Revision> then = before.getOrDefault(scope, Optional.empty());
        if (then.isEmpty()) {
            throw new OpsException(
                    FailureKind.CONFLICT, workload + " is new there, so there is no revision to go back to");
        }
        long number = then.get().number();
        if (current(scope).filter(now -> now.number() == number).isPresent()) {
            return "still at revision " + number;
        }
        rollouts.undo(UndoRequest.of(scope, workload).to(number), progress);
        return "back at what revision " + number + " was";
    }

    private Optional<Revision> current(ClusterScope scope) {
        try {
            return rollouts.history(scope, workload).stream()
                    .filter(Revision::current)
                    .findFirst();
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
