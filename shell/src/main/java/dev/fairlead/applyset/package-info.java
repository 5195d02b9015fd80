/**
 * Manifest sets: the objects of some manifests applied in the order of their dependence, followed as one rollout, and
 * pruned by an inventory that the cluster keeps.
 */
@NullMarked
package dev.fairlead.applyset;

import org.jspecify.annotations.NullMarked;
