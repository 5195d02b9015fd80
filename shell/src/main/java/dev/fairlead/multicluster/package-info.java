/** One rollout over several contexts, in waves. */
@NullMarked
package dev.fairlead.multicluster;

import org.jspecify.annotations.NullMarked;
