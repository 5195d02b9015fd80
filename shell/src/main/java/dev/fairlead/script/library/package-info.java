/** The scripts that a user has, and templates for new ones. */
@NullMarked
package dev.fairlead.script.library;

import org.jspecify.annotations.NullMarked;
