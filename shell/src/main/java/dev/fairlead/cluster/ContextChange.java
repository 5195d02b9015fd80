package dev.fairlead.cluster;

import dev.fairlead.kubernetes.KubeContext;
import java.nio.file.Path;
import java.util.List;

/**
 * What the session uses now.
 *
 * @param savedIn the kubeconfig files that were written; none where only the session changed
 */
public record ContextChange(KubeContext context, List<Path> savedIn) {
    public ContextChange {
        savedIn = List.copyOf(savedIn);
    }
}
