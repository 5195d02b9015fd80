/** Where fairlead begins: {@link dev.fairlead.Main} and the composition root. */
@NullMarked
package dev.fairlead;

import org.jspecify.annotations.NullMarked;
