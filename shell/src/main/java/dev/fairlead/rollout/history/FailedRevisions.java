package dev.fairlead.rollout.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Locale;
import java.util.Map;

/**
 * Which revisions are known to have failed, so that nothing leads back to one unsaid. It stands as a label on the
 * ReplicaSet or ControllerRevision: controllers and {@code kubectl rollout undo} copy a revision's annotations to the
 * workload and to later revisions, its labels never.
 */
public final class FailedRevisions {
    private static final String LABEL = "fairlead.dev/failed";

    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final ProgressListener progress;

    public FailedRevisions(ClusterClient cluster, WorkloadRef ref, ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.progress = progress;
    }

    /** The family of the verdict, e.g. {@code crash}; empty where no failure is known. */
    static String reason(HasMetadata revision) {
        Map<String, String> labels = revision.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(LABEL, "");
    }

    /** Writes down that the current revision has failed, or, after a failure, that it has become current after all. */
    public void note(Snapshot snapshot, RolloutStatus status) {
        if (!ref.hasRevisions() || cluster.isRehearsing()) {
            return;
        }
        String now = status.fatal()
                .map(verdict -> verdict.family().toString().toLowerCase(Locale.ROOT))
                .orElse("");
        new RevisionHistory(cluster, ref, snapshot)
                .current()
                .map(RevisionHistory.Entry::owner)
                .filter(revision -> !reason(revision).equals(now))
                .ifPresent(revision -> write(revision, now));
    }

    /** Who may not write it can still deploy and undo, and is told; a revision that is gone needs none. */
    private void write(HasMetadata revision, String reason) {
        ObjectNode patch = cluster.mapper().createObjectNode();
        ObjectNode labels = patch.withObject("/metadata/labels");
        if (reason.isEmpty()) {
            labels.putNull(LABEL);
        } else {
            labels.put(LABEL, reason);
        }
        String kind = revision.getKind().toLowerCase(Locale.ROOT) + "s.apps";
        ApiPath path = cluster.discovery()
                .find(kind)
                .path(cluster.namespace(), revision.getMetadata().getName());
        try {
            cluster.merge(path, patch, FieldManager.DEPLOY);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.DENIED) {
                progress.warn((reason.isEmpty() ? "the mark of a failure stays on " : "cannot mark as failed ")
                        + revision.getKind().toLowerCase(Locale.ROOT) + "/"
                        + revision.getMetadata().getName()
                        + (reason.isEmpty() ? ", and an undo passes over it: " : ", and an undo may lead back to it: ")
                        + e.message());
            } else if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }
}
