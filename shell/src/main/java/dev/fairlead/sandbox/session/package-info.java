/**
 * The sandbox as a session has it: started when the first line needs it, kept in the cache directory from one process to
 * the next, and shared by those that run at once.
 */
@NullMarked
package dev.fairlead.sandbox.session;

import org.jspecify.annotations.NullMarked;
