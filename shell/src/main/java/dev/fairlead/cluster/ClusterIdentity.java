package dev.fairlead.cluster;

/**
 * Which cluster a context leads to.
 *
 * @param uid of the namespace kube-system, which a cluster has for as long as it lives
 */
public record ClusterIdentity(String context, String server, String uid) {}
