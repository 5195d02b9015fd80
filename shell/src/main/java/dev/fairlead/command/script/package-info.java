/** Commands that run and check saved scripts. */
@NullMarked
package dev.fairlead.command.script;

import org.jspecify.annotations.NullMarked;
