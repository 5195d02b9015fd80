package dev.fairlead.rollout;

import dev.fairlead.kubernetes.ClusterScope;
import java.util.List;

/**
 * Which workloads are judged together. Those that are named, those of the manifests, and, where there are labels or no
 * names at all, every Deployment, StatefulSet and DaemonSet that has the labels.
 *
 * @param labels as {@code kubectl -l} takes them; empty for all
 * @param allNamespaces whether to look in every namespace
 * @param files manifests whose workloads are meant, as {@code cluster apply -f} takes them
 * @param recursive whether directories below theirs are read too
 * @param failFast whether the first failure ends the wait for all
 */
public record StatusRequest(
        ClusterScope scope,
        List<WorkloadRef> workloads,
        String labels,
        boolean allNamespaces,
        List<String> files,
        boolean recursive,
        boolean failFast,
        WaitRules rules) {

    public StatusRequest {
        workloads = List.copyOf(workloads);
        files = List.copyOf(files);
    }

    /** Every workload with these labels, followed with the usual patience. */
    public static StatusRequest labelled(ClusterScope scope, String labels) {
        return new StatusRequest(scope, List.of(), labels, false, List.of(), false, false, WaitRules.DEFAULT);
    }
}
