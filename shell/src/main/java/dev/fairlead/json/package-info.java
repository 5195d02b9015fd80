/** JSON from Docker and Kubernetes as a tree. */
@NullMarked
package dev.fairlead.json;

import org.jspecify.annotations.NullMarked;
