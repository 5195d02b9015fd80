package dev.fairlead.rollout.history;

import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.deploy.ConfigCopies;
import dev.fairlead.rollout.deploy.ConfigRef;
import dev.fairlead.rollout.evidence.SavedEvidence;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.model.WrittenTemplate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an undo does, in order: it saves what tells of the failure, then puts the revision back. */
public final class UndoSteps {
    private final ClusterClient cluster;
    private final UndoRequest request;
    private final UndoRights rights;
    private final Path stateDirectory;
    private final ProgressListener progress;

    public UndoSteps(
            ClusterClient cluster,
            UndoRequest request,
            UndoRights rights,
            Path stateDirectory,
            ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.rights = rights;
        this.stateDirectory = stateDirectory;
        this.progress = progress;
    }

    public WorkloadChange undo(Snapshot snapshot, RevisionHistory.Entry target, String changedBy) {
        WorkloadRef ref = request.workload();
        long number = target.revision().number();
        List<ObjectChange> changes = new ArrayList<>();
        Optional<WrittenTemplate> template = Optional.empty();
        if (!target.revision().current()) {
            ConfigRestore config = new ConfigRestore(cluster, ref, progress);
            boolean withConfig = withConfig(snapshot.workload());
            if (withConfig) {
                rights.plan(config, target);
            }
            rights.require(config, true);
            RolloutStatus status =
                    Judge.judge(snapshot, request.rules().tolerances()).inContext(cluster.context());
            if (status.state() == State.FAILED) {
                new FailedRevisions(cluster, ref, progress).note(snapshot, status);
            }
            if (request.evidence() && status.state() != State.CURRENT) {
                // One that stands well leaves nothing to explain.
                new SavedEvidence(cluster, ref, stateDirectory, progress).save(snapshot, status);
            }
            if (withConfig) {
                copyPresent(snapshot, config.restored());
            }
            try {
                config.restore(number, changes::add);
                template = WrittenTemplate.of(new TemplateUndo(cluster, ref, progress, changedBy).to(target));
            } catch (OpsException e) {
                throw changes.isEmpty()
                        ? e
                        : new PartialUndo(ref, cluster.namespace(), number, current(snapshot)).by(e, changes);
            }
            changes.add(new ObjectChange(ref.toString(), "undone to revision " + number));
        } else if (request.config().orElse(false)) {
            ConfigRestore config = new ConfigRestore(cluster, ref, progress);
            rights.plan(config, target);
            rights.require(config, false);
            config.restore(number, changes::add);
        }
        if (changes.isEmpty()) {
            changes.add(new ObjectChange(ref.toString(), "is at revision " + number + " already"));
        }
        changes.forEach(change -> progress.note(change.object() + " " + change.outcome()));
        return new WorkloadChange(changes, template, true);
    }

    private long current(Snapshot snapshot) {
        return new RevisionHistory(cluster, request.workload(), snapshot)
                .current()
                .map(entry -> entry.revision().number())
                .orElse(0L);
    }

    private boolean withConfig(HasMetadata workload) {
        return request.config()
                .orElseGet(() -> workload.getMetadata().getManagedFields().stream()
                        .anyMatch(entry -> FieldManager.DEPLOY.is(entry.getManager())));
    }

    /** So that this undo can be undone. */
    private void copyPresent(Snapshot snapshot, Set<ConfigRef> restored) {
        new RevisionHistory(cluster, request.workload(), snapshot)
                .current()
                .ifPresent(
                        entry -> new ConfigCopies(cluster, progress).take(entry.owner(), entry.template(), restored));
    }
}
