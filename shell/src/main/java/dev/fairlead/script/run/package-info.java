/** How a script runs: its steps, its journal, what is seen of it for a report, and how a run that was broken off goes on. Knows no JShell. */
@NullMarked
package dev.fairlead.script.run;

import org.jspecify.annotations.NullMarked;
