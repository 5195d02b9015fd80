/** The Docker Engine: where it is, its client, its failures, and the registry credentials that docker keeps. */
@NullMarked
package dev.fairlead.docker;

import org.jspecify.annotations.NullMarked;
