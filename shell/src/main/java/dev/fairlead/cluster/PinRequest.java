package dev.fairlead.cluster;

import dev.fairlead.kubernetes.ClusterScope;

/**
 * Which cluster is to be pinned, and as what.
 *
 * @param name what scripts ask for
 * @param project whether it is written to the project's file and not to the user's
 * @param move whether a name that is another cluster's is taken
 */
public record PinRequest(ClusterScope scope, String name, boolean project, boolean move) {}
