/** One rollout over several contexts, in waves. */
@NullMarked
package dev.fairlead.fleet;

import org.jspecify.annotations.NullMarked;
