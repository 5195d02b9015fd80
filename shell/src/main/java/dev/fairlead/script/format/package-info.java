/** The formatter of scripts. */
@NullMarked
package dev.fairlead.script.format;

import org.jspecify.annotations.NullMarked;
