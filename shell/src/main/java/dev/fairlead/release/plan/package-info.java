/** Plans of releases, made from what was observed without asking the cluster. */
@NullMarked
package dev.fairlead.release.plan;

import org.jspecify.annotations.NullMarked;
