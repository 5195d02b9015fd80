/** Images as files: OCI image layouts, their blobs, layers and configurations; no engine and no network. */
@NullMarked
package dev.fairlead.oci;

import org.jspecify.annotations.NullMarked;
