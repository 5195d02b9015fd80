/** What scripts reach beyond the commands: programs of this machine, HTTP, and Docker's own client. */
@NullMarked
package dev.fairlead.raw;

import org.jspecify.annotations.NullMarked;
