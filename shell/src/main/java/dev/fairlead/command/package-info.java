/** The command line's frame: how words become one command, its options, and what completes them. */
@NullMarked
package dev.fairlead.command;

import org.jspecify.annotations.NullMarked;
