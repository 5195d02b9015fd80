/** Changes to workloads and to the configuration that they read. */
@NullMarked
package dev.fairlead.rollout.deploy;

import org.jspecify.annotations.NullMarked;
