/** Revisions, their authors and configuration, and the way back to them. */
@NullMarked
package dev.fairlead.rollout.history;

import org.jspecify.annotations.NullMarked;
