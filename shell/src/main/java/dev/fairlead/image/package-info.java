/** Images of the engine and of registries: list, pull, push, tag, remove, inspect, log in. */
@NullMarked
package dev.fairlead.image;

import org.jspecify.annotations.NullMarked;
