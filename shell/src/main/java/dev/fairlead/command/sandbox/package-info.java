/** Commands about the sandbox: into it and out of it, and what goes wrong in it. */
@NullMarked
package dev.fairlead.command.sandbox;

import org.jspecify.annotations.NullMarked;
