/**
 * What is asked of a cluster and changed on it: reading objects of every kind, applying manifests, deleting, logs,
 * contexts. Commands and scripts call {@link dev.fairlead.cluster.ClusterService} alike.
 */
@NullMarked
package dev.fairlead.cluster;

import org.jspecify.annotations.NullMarked;
