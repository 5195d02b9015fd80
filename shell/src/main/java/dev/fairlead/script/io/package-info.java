/** What scripts reach beyond the commands: programs of this machine, HTTP, and Docker's own client. */
@NullMarked
package dev.fairlead.script.io;

import org.jspecify.annotations.NullMarked;
