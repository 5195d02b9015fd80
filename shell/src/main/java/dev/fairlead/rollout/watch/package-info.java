/** Copies of the objects of a namespace, kept up to date by lists and watches. */
@NullMarked
package dev.fairlead.rollout.watch;

import org.jspecify.annotations.NullMarked;
