/**
 * Images of the sandbox: an engine that is an OCI image layout, and a registry on loopback that speaks OCI Distribution
 * and that other tools can use too. Nothing here reaches another registry.
 */
@NullMarked
package dev.fairlead.sandbox.registry;

import org.jspecify.annotations.NullMarked;
