package dev.fairlead.rollout.model;

import java.util.Optional;

/**
 * A workload with the namespace it is in.
 *
 * @param written the pod template that the line has written; empty where it has written none
 */
public record NamespacedWorkload(WorkloadRef ref, String namespace, Optional<WrittenTemplate> written) {
    /** One that the line only looks at. */
    public NamespacedWorkload(WorkloadRef ref, String namespace) {
        this(ref, namespace, Optional.empty());
    }

    /** The same with what the line has written of it. */
    public NamespacedWorkload wrote(Optional<WrittenTemplate> template) {
        return new NamespacedWorkload(ref, namespace, template);
    }
}
