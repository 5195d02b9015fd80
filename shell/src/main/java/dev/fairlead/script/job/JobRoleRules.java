package dev.fairlead.script.job;

import dev.fairlead.rights.Grant;
import java.util.List;

/**
 * What a script's calls need of a cluster.
 *
 * @param namespaces those besides the Job's own that the script names
 * @param inNamespaces in the Job's namespace and those
 * @param inCluster on what belongs to no namespace
 * @param inSystem in the namespace kube-system, whose UID is the cluster's identity
 * @param unknown calls whose rights cannot be told before they run; nothing is granted for them
 */
public record JobRoleRules(
        List<String> namespaces,
        List<Grant> inNamespaces,
        List<Grant> inCluster,
        List<Grant> inSystem,
        List<String> unknown) {
    public JobRoleRules {
        namespaces = List.copyOf(namespaces);
        inNamespaces = List.copyOf(inNamespaces);
        inCluster = List.copyOf(inCluster);
        inSystem = List.copyOf(inSystem);
        unknown = List.copyOf(unknown);
    }
}
