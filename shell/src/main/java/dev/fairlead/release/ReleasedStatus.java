package dev.fairlead.release;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairlead.release.run.ReleaseState;
import dev.fairlead.rollout.judge.RolloutStatus;

/** The status of a workload with its release that is under way; as JSON the status with one more key. */
public record ReleasedStatus(@JsonUnwrapped RolloutStatus status, ReleaseState release) {}
