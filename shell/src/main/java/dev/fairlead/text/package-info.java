/** Texts and the patterns that users write for them. */
@NullMarked
package dev.fairlead.text;

import org.jspecify.annotations.NullMarked;
