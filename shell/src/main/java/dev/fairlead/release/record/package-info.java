/** What the cluster keeps of a release: its record, its lock and its journal. */
@NullMarked
package dev.fairlead.release.record;

import org.jspecify.annotations.NullMarked;
