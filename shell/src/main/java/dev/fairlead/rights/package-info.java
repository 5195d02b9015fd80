/** What the calls and lines of fairlead need to be allowed of a cluster, and whether they are. */
@NullMarked
package dev.fairlead.rights;

import org.jspecify.annotations.NullMarked;
