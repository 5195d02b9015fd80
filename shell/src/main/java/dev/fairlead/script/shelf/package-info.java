/** The scripts that a user has, and templates for new ones. */
@NullMarked
package dev.fairlead.script.shelf;

import org.jspecify.annotations.NullMarked;
