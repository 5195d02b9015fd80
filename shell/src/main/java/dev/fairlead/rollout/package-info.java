/** Rollouts: deploy, follow, judge, undo. What decides is in {@code judge} and pure; what talks to a cluster is here. */
@NullMarked
package dev.fairlead.rollout;

import org.jspecify.annotations.NullMarked;
