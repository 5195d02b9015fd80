/** What is kept of a failure before its pods are gone. */
@NullMarked
package dev.fairlead.rollout.evidence;

import org.jspecify.annotations.NullMarked;
