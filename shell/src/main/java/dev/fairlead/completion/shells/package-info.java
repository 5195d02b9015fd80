/** The completion scripts of bash, zsh and fish, written from the command model. */
@NullMarked
package dev.fairlead.completion.shells;

import org.jspecify.annotations.NullMarked;
