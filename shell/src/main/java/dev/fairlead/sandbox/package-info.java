/** The sandbox: a rehearsal cluster on this machine. Here stands what its parts agree on. */
@NullMarked
package dev.fairlead.sandbox;

import org.jspecify.annotations.NullMarked;
