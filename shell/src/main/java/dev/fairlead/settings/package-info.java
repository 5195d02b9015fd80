/** What the environment and the user's directories say, read once. */
@NullMarked
package dev.fairlead.settings;

import org.jspecify.annotations.NullMarked;
