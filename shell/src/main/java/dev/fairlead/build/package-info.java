/** Builds images: the context as .dockerignore says, BuildKit or the engine's classic builder behind one interface. */
@NullMarked
package dev.fairlead.build;

import org.jspecify.annotations.NullMarked;
