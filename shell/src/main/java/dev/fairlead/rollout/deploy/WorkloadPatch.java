package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.UnsupportedChanges;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.model.WrittenTemplate;
import dev.fairlead.rollout.watch.WorkloadReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small changes of a workload that leave its image and configuration alone: restart, pause, resume. */
public final class WorkloadPatch {
    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final ChangeRecord record;
    private final ProgressListener progress;

    public WorkloadPatch(ClusterClient cluster, WorkloadRef ref, ChangeRecord record, ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.record = record;
        this.progress = progress;
    }

    public WorkloadChange restart() {
        HasMetadata workload = new WorkloadReader(cluster).get(ref);
        UnsupportedChanges.oneShots(ref, "restart");
        UnsupportedChanges.paused(ref, workload, "restart");
        ObjectNode patch = cluster.mapper().createObjectNode();
        patch.withObject("/spec/template/metadata/annotations")
                .put(
                        "kubectl.kubernetes.io/restartedAt",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        addCause(patch, "rollout restart " + ref);
        return sent(patch, "restarted");
    }

    public WorkloadChange pause() {
        Deployment deployment = new WorkloadReader(cluster).get(ref, Deployment.class, "pause");
        return UnsupportedChanges.isPaused(deployment)
                ? unchanged("is paused already")
                : sent(paused(deployment, true), "paused");
    }

    public WorkloadChange resume() {
        Deployment deployment = new WorkloadReader(cluster).get(ref, Deployment.class, "resume");
        return UnsupportedChanges.isPaused(deployment)
                ? sent(paused(deployment, false), "resumed")
                : unchanged("is not paused");
    }

    private WorkloadChange unchanged(String outcome) {
        return WorkloadChange.forward(List.of(told(outcome)), Optional.empty());
    }

    private WorkloadChange sent(ObjectNode patch, String outcome) {
        ApiPath path = cluster.discovery().find(ref.kind() + "s.apps").path(cluster.namespace(), ref.name());
        JsonNode made = cluster.send(
                "PATCH", path.by(FieldManager.FAIRLEAD), ClusterClient.JSON, patch, ClusterClient.STRATEGIC_PATCH);
        ObjectChange change = told(outcome);
        record.add(outcome, change);
        return WorkloadChange.forward(List.of(change), WrittenTemplate.of(made));
    }

    private ObjectChange told(String outcome) {
        progress.note(ref + " " + outcome);
        return new ObjectChange(ref.toString(), outcome);
    }

    /** Keeps why the revision was made, which a pause does not change, and adds what was done to it. */
    private ObjectNode paused(Deployment deployment, boolean value) {
        ObjectNode patch = cluster.mapper().createObjectNode();
        patch.putObject("spec").put("paused", value);
        Map<String, String> annotations = deployment.getMetadata().getAnnotations();
        String before = annotations == null ? "" : annotations.getOrDefault(ChangeAnnotations.CAUSE, "");
        String own = before.replaceFirst("( \\((paused|resumed)\\))+$", "");
        String line = "rollout " + (value ? "pause" : "resume") + " " + ref;
        addCause(patch, own.isEmpty() ? line : own + (value ? " (paused)" : " (resumed)"));
        return patch;
    }

    private void addCause(ObjectNode patch, String cause) {
        patch.withObject("/metadata/annotations")
                .put(ChangeAnnotations.CAUSE, cause)
                .put(ChangeAnnotations.CHANGED_BY, record.author());
    }
}
