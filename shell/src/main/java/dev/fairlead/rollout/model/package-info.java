/** What rollouts are asked and what they answer: requests, results, failures, and the names of workloads. */
@NullMarked
package dev.fairlead.rollout.model;

import org.jspecify.annotations.NullMarked;
