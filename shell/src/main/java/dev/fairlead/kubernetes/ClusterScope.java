package dev.fairlead.kubernetes;

import java.util.Optional;

/**
 * Which cluster and namespace a request is for.
 *
 * @param context a kube context; empty for the session's
 * @param namespace empty for the context's own
 */
public record ClusterScope(Optional<String> context, Optional<String> namespace) {
    /** The session's context and its namespace. */
    public static final ClusterScope CURRENT = new ClusterScope(Optional.empty(), Optional.empty());

    /** The session's context, that namespace. */
    public static ClusterScope namespace(String namespace) {
        return new ClusterScope(Optional.empty(), Optional.of(namespace));
    }

    public ClusterScope inContext(String name) {
        return new ClusterScope(Optional.of(name), namespace);
    }

    public ClusterScope inNamespace(String name) {
        return new ClusterScope(context, Optional.of(name));
    }

    /** The same; what it leaves open is as in that one. */
    public ClusterScope within(ClusterScope outer) {
        return new ClusterScope(context.or(outer::context), namespace.or(outer::namespace));
    }

    /** A line that acts here: with {@code -n} and {@code --context} as far as they are given. */
    public String on(String line) {
        return line
                + namespace.map(name -> " -n " + name).orElse("")
                + context.map(name -> " --context " + name).orElse("");
    }
}
