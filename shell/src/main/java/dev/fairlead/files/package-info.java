/** Files and folders that fairlead keeps for its user. */
@NullMarked
package dev.fairlead.files;

import org.jspecify.annotations.NullMarked;
