/** The run of a plan: steps, waits, gates, notifications, and the way back. */
@NullMarked
package dev.fairlead.release.run;

import org.jspecify.annotations.NullMarked;
