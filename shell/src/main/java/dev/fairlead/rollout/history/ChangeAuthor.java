package dev.fairlead.rollout.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.WorkloadRef;

/**
 * Who changed a Deployment that is applied from a manifest. It is written beside the manifest's own fields, by the
 * manager of deploys: applied with them, it would be taken away by the next apply that changes nothing.
 */
public final class ChangeAuthor {
    private final ClusterClient cluster;
    private final WorkloadRef deployment;
    private final ProgressListener progress;

    public ChangeAuthor(ClusterClient cluster, WorkloadRef deployment, ProgressListener progress) {
        this.cluster = cluster;
        this.deployment = deployment;
        this.progress = progress;
    }

    /** The controller copies it to the newest revision; what cannot be written is warned of. */
    public void put(String author) {
        ObjectNode patch = cluster.mapper().createObjectNode();
        patch.withObject("/metadata/annotations").put(ChangeAnnotations.CHANGED_BY, author);
        ApiPath path = cluster.discovery().find(deployment.kind()).path(cluster.namespace(), deployment.name());
        try {
            cluster.merge(path, patch, FieldManager.DEPLOY);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            progress.warn("the history of " + deployment + " does not say who changed it: " + e.message());
        }
    }
}
