/** JShell: the engine behind Java at the prompt, the runner of saved scripts, and the typed API that both see. */
@NullMarked
package dev.fairlead.script;

import org.jspecify.annotations.NullMarked;
