/** The judgement of a workload: one pure function from what a cluster says to a status with verdicts. */
@NullMarked
package dev.fairlead.rollout.judge;

import org.jspecify.annotations.NullMarked;
