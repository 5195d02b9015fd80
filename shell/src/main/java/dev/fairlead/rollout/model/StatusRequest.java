package dev.fairlead.rollout.model;

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

    /** Whether it names one workload and asks for nothing else. */
    public boolean namesOne() {
        return workloads.size() == 1 && labels.isEmpty() && files.isEmpty() && !allNamespaces;
    }

    /** The workloads with these labels, e.g. {@code app=web,tier!=db}. */
    public StatusRequest labels(String value) {
        return new StatusRequest(scope, workloads, value, allNamespaces, files, recursive, failFast, rules);
    }

    /** Whether to look in every namespace. */
    public StatusRequest allNamespaces(boolean value) {
        return new StatusRequest(scope, workloads, labels, value, files, recursive, failFast, rules);
    }

    /** The workloads of these manifests. */
    public StatusRequest files(List<String> value) {
        return new StatusRequest(scope, workloads, labels, allNamespaces, value, recursive, failFast, rules);
    }

    /** Whether directories are read with those below them. */
    public StatusRequest recursive(boolean value) {
        return new StatusRequest(scope, workloads, labels, allNamespaces, files, value, failFast, rules);
    }

    /** Whether the first failure ends the wait for all. */
    public StatusRequest failFast(boolean value) {
        return new StatusRequest(scope, workloads, labels, allNamespaces, files, recursive, value, rules);
    }
}
