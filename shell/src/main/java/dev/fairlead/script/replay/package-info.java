/** Recordings of compiled scripts, which run again without a compiler. */
@NullMarked
package dev.fairlead.script.replay;

import org.jspecify.annotations.NullMarked;
