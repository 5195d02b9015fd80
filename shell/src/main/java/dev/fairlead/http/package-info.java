/** Connections to servers outside: by which proxy they go, whom they trust, and how one request is sent. */
@NullMarked
package dev.fairlead.http;

import org.jspecify.annotations.NullMarked;
