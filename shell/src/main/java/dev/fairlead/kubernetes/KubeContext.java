package dev.fairlead.kubernetes;

/**
 * A context of the kubeconfig.
 *
 * @param server the API server's address
 * @param current whether the session uses it
 */
public record KubeContext(String name, String cluster, String user, String namespace, String server, boolean current) {}
