/**
 * Sessions with API servers: contexts and credentials, requests, discovery, what their failures mean, and the way to
 * pods and Services through them.
 */
@NullMarked
package dev.fairlead.kubernetes;

import org.jspecify.annotations.NullMarked;
