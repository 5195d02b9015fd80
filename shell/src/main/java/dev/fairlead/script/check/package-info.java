/** What can be wrong with a whole script beyond what its compiler says: its lines, parameters and contexts. */
@NullMarked
package dev.fairlead.script.check;

import org.jspecify.annotations.NullMarked;
