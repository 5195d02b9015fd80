/** Trials: scripts that run in a sandbox of their own, with faults, and whose ends are compared with what was expected. */
@NullMarked
package dev.fairlead.script.test;

import org.jspecify.annotations.NullMarked;
