/** What other layers say of a verdict: the registry, nodes, configuration, volumes, quotas and the way of requests. */
@NullMarked
package dev.fairlead.rollout.diagnosis;

import org.jspecify.annotations.NullMarked;
