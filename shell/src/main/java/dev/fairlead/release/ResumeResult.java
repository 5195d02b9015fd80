package dev.fairlead.release;

import dev.fairlead.progress.AlternativeResult;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.rollout.model.RolloutResult;

/** What going on gives: with a release, or with a paused Deployment that has none. */
public sealed interface ResumeResult extends AlternativeResult {
    /** Of a release. */
    record Release(ReleaseResult value) implements ResumeResult {}

    /** Of a paused Deployment. */
    record Rollout(RolloutResult value) implements ResumeResult {}
}
