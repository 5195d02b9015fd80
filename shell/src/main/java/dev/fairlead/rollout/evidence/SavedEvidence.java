package dev.fairlead.rollout.evidence;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Saves what tells why a rollout went wrong before it is undone; what cannot be saved is warned of. */
public final class SavedEvidence {
    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final Path stateDirectory;
    private final ProgressListener progress;

    public SavedEvidence(ClusterClient cluster, WorkloadRef ref, Path stateDirectory, ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.stateDirectory = stateDirectory;
        this.progress = progress;
    }

    /** The folder; empty where it could not be written. */
    public Optional<Path> save(Snapshot snapshot, RolloutStatus status) {
        try {
            Path folder = new EvidenceFolder(cluster, stateDirectory, ref, Instant.now())
                    .save(snapshot, new FailureEvidence(cluster).added(status));
            progress.note("saved its manifests, events and logs in " + folder);
            return Optional.of(folder);
        } catch (IOException e) {
            progress.warn("its manifests, events and logs could not be saved: " + SystemFailures.why(e));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            progress.warn("its manifests, events and logs could not be saved: " + e.message());
        }
        return Optional.empty();
    }
}
