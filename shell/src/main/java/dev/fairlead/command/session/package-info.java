/** Commands about the shell itself. */
@NullMarked
package dev.fairlead.command.session;

import org.jspecify.annotations.NullMarked;
