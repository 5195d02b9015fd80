/** Sessions with API servers: contexts and credentials, requests, discovery, and what their failures mean. */
@NullMarked
package dev.fairlead.kubernetes;

import org.jspecify.annotations.NullMarked;
