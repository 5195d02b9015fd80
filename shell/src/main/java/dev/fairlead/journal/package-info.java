/** The log of what was changed, where and how it ended. */
@NullMarked
package dev.fairlead.journal;

import org.jspecify.annotations.NullMarked;
