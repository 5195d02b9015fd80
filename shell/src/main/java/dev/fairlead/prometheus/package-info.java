/** Asks the HTTP API of a Prometheus, directly or through the API server. */
@NullMarked
package dev.fairlead.prometheus;

import org.jspecify.annotations.NullMarked;
