/** What long work tells while it works: typed events for one listener, which owns the screen. */
@NullMarked
package dev.fairlead.progress;

import org.jspecify.annotations.NullMarked;
