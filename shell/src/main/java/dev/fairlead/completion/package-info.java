/** What the Tab key offers; names come from caches that refresh in the background, so no key stroke waits for a network. */
@NullMarked
package dev.fairlead.completion;

import org.jspecify.annotations.NullMarked;
