/** Commands that build. */
@NullMarked
package dev.fairlead.command.build;

import org.jspecify.annotations.NullMarked;
