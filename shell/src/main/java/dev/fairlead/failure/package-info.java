/** The one exception for expected failures, with its kinds and what they tell the user. */
@NullMarked
package dev.fairlead.failure;

import org.jspecify.annotations.NullMarked;
