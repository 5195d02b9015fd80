/** What scripts see: the typed services, functions and steps, and what hands them to compiled snippets. */
@NullMarked
package dev.fairlead.script.api;

import org.jspecify.annotations.NullMarked;
