package dev.fairlead.rollout.model;

import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.List;
import java.util.Optional;

/**
 * What a change of a workload did.
 *
 * @param changes object by object, in the order they were made
 * @param status when it was over; empty where it was not waited for
 */
public record RolloutResult(List<ObjectChange> changes, Optional<RolloutStatus> status) {}
