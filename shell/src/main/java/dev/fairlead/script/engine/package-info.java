/** JShell: compiles and runs snippets, stops them, and tells their failures in the words of the script. */
@NullMarked
package dev.fairlead.script.engine;

import org.jspecify.annotations.NullMarked;
