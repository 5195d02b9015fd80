package dev.fairlead.script.job;

/** Gives a Job's service account its rights. */
final class JobRights {
    private final JobObjects objects;
    private final Rights rights;

    JobRights(JobObjects objects, Rights rights) {
        this.objects = objects;
        this.rights = rights;
    }

    void make(MadeObjects made, String namespace) {
        if (!rights.inNamespaces().isEmpty()) {
            inNamespace(made, namespace);
            rights.namespaces().stream()
                    .filter(other -> !other.equals(namespace))
                    .forEach(other -> inNamespace(made, other));
        }
        if (!rights.inCluster().isEmpty()) {
            made.make(objects.role("ClusterRole", rights.inCluster()), namespace);
            made.make(objects.binding("ClusterRole"), namespace);
        }
    }

    private void inNamespace(MadeObjects made, String namespace) {
        made.make(objects.role("Role", rights.inNamespaces()), namespace);
        made.make(objects.binding("Role"), namespace);
    }
}
