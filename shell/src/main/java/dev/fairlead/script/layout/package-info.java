/** Lays out a script's source: how far lines are indented, and where blanks and blank lines stand. */
@NullMarked
package dev.fairlead.script.layout;

import org.jspecify.annotations.NullMarked;
