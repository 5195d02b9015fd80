/** The sessions: one line, piped lines, and the prompt with its history, keys and Ctrl-C. */
@NullMarked
package dev.fairlead.terminal;

import org.jspecify.annotations.NullMarked;
