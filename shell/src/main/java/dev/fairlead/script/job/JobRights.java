package dev.fairlead.script.job;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Grant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Gives a Job's service account its rights. */
final class JobRights {
    private static final String SYSTEM = "kube-system";

    private final JobObjects objects;
    private final JobRoleRules rights;

    JobRights(JobObjects objects, JobRoleRules rights) {
        this.objects = objects;
        this.rights = rights;
    }

    void make(MadeObjects made, String namespace, ProgressListener progress) {
        Set<String> namespaces = new LinkedHashSet<>(List.of(namespace));
        namespaces.addAll(rights.namespaces());
        for (String one : namespaces) {
            role(
                    made,
                    one,
                    one.equals(SYSTEM) ? both(rights.inNamespaces(), rights.inSystem()) : rights.inNamespaces());
        }
        if (!namespaces.contains(SYSTEM)) {
            identity(made, progress);
        }
        if (!rights.inCluster().isEmpty()) {
            made.make(objects.role("ClusterRole", rights.inCluster()), namespace);
            made.make(objects.binding("ClusterRole"), namespace);
        }
    }

    /** Who may grant nothing in kube-system has a script that goes all the same, unless it asks for the identity. */
    private void identity(MadeObjects made, ProgressListener progress) {
        try {
            role(made, SYSTEM, rights.inSystem());
        } catch (OpsException e) {
            if (e.kind() != FailureKind.DENIED) {
                throw e;
            }
            progress.warn("the Job cannot learn which cluster it is in, so pins fail there: " + e.message());
        }
    }

    private void role(MadeObjects made, String namespace, List<Grant> grants) {
        if (!grants.isEmpty()) {
            made.make(objects.role("Role", grants), namespace);
            made.make(objects.binding("Role"), namespace);
        }
    }

    private static List<Grant> both(List<Grant> some, List<Grant> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
