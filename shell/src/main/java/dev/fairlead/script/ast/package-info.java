/** What a script's source says before any of it has run: its calls, variables and steps, read from the compiler's tree. */
@NullMarked
package dev.fairlead.script.ast;

import org.jspecify.annotations.NullMarked;
