/** The verbs of {@code rollout}. */
@NullMarked
package dev.fairlead.command.rollout;

import org.jspecify.annotations.NullMarked;
