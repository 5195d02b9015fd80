package dev.fairlead.release.run;

import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.Optional;

/**
 * What became of a release.
 *
 * @param status of what serves now; empty where the release is not over
 */
public record ReleaseResult(ReleaseState release, Optional<RolloutStatus> status) {}
