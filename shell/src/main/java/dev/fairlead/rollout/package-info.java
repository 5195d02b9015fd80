/** Rollouts: deploy, follow, judge, undo. {@link dev.fairlead.rollout.RolloutService} is all that others call. */
@NullMarked
package dev.fairlead.rollout;

import org.jspecify.annotations.NullMarked;
