/** Commands about images and registries. */
@NullMarked
package dev.fairlead.command.image;

import org.jspecify.annotations.NullMarked;
