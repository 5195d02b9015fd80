package dev.fairlead.cluster;

import java.nio.file.Path;

/**
 * A cluster under a name that no kubeconfig can change.
 *
 * @param context that leads to it now
 * @param uid of its namespace kube-system
 * @param file where the pin is
 */
public record PinnedCluster(String name, String context, String uid, Path file) {}
