/** The commands of {@code cluster}. */
@NullMarked
package dev.fairlead.command.cluster;

import org.jspecify.annotations.NullMarked;
