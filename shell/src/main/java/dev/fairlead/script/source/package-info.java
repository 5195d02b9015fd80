/** Reading a script: pieces, commands, options, positions. */
@NullMarked
package dev.fairlead.script.source;

import org.jspecify.annotations.NullMarked;
