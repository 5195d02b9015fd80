package dev.fairlead.rollout.model;

import java.util.List;

/**
 * What differs between two revisions.
 *
 * @param template the pod templates as YAML, in lines of a unified diff; empty where they are the same
 * @param config the ConfigMaps and Secrets whose recorded content differs
 */
public record RevisionDiff(WorkloadRef workload, long from, long to, List<String> template, List<ConfigDiff> config) {
    /**
     * One ConfigMap or Secret.
     *
     * @param object as it is typed, e.g. {@code configmap/web}
     * @param lines of a unified diff; of a Secret only its keys
     */
    public record ConfigDiff(String object, List<String> lines) {}
}
