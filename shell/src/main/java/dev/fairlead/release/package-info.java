/**
 * Releases: rollouts made in steps that are planned first, journalled in the cluster, and can be undone at any of them.
 */
@NullMarked
package dev.fairlead.release;

import org.jspecify.annotations.NullMarked;
