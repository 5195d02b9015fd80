/** Rehearsals: scripts that run in a sandbox on a copy of what stands in a real cluster, of which only reads are asked. */
@NullMarked
package dev.fairlead.script.rehearsal;

import org.jspecify.annotations.NullMarked;
