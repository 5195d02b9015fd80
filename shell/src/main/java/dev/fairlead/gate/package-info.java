/** Checks that a release must pass: http, command, script, metrics, a Job; each answers pass, fail or no data. */
@NullMarked
package dev.fairlead.gate;

import org.jspecify.annotations.NullMarked;
