package dev.fairlead.release;

import dev.fairlead.progress.AlternativeResult;
import dev.fairlead.release.plan.PlanReview;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.RolloutResult;
import java.util.Optional;

/** What a deploy in one context gives. */
public sealed interface DeployResult extends AlternativeResult {
    /** How the workload stands; empty where it was not followed. */
    Optional<RolloutStatus> status();

    /** Of a plain deploy. */
    record Rollout(RolloutResult value) implements DeployResult {
        @Override
        public Optional<RolloutStatus> status() {
            return value.status();
        }
    }

    /** Of a release. */
    record Release(ReleaseResult value) implements DeployResult {
        @Override
        public Optional<RolloutStatus> status() {
            return value.status();
        }
    }

    /** Where nothing was to be done. */
    record Planned(PlanReview value) implements DeployResult {
        @Override
        public Optional<RolloutStatus> status() {
            return Optional.empty();
        }
    }
}
