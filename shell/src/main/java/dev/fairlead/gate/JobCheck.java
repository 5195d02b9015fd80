package dev.fairlead.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.progress.CurrentLine;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Runs a Job, follows it and takes it away again. */
final class JobCheck implements Check {
    /** What the Job itself says; all else, an image or a node that is missing, says nothing of the release. */
    private static final Set<FailureKind> OWN =
            Set.of(FailureKind.ROLLOUT_JOB, FailureKind.ROLLOUT_CRASH, FailureKind.TIMEOUT, FailureKind.ROLLOUT_STUCK);

    private final JobGate gate;
    private final GateSubject subject;
    private final JobManifest manifest;
    private final RolloutService rollouts;
    private final ProgressListener progress;

    JobCheck(JobGate gate, CheckInputs inputs) {
        this.gate = gate;
        this.subject = inputs.subject();
        this.manifest = new JobManifest(gate, inputs.settings());
        this.rollouts = inputs.rollouts();
        this.progress = inputs.progress();
    }

    /** Has the server look at it without making it. */
    @Override
    public void preflight() {
        subject.cluster()
                .send(
                        "POST",
                        path().with("dryRun", "All"),
                        ClusterClient.JSON,
                        manifest.job(subject),
                        ClusterClient.JSON);
    }

    @Override
    public TryOutcome ask(Duration limit) {
        ObjectNode job = manifest.job(subject);
        String name = job.path("metadata").path("name").asText();
        boolean keep = false;
        try {
            subject.cluster()
                    .send("POST", path().by(FieldManager.FAIRLEAD), ClusterClient.JSON, job, ClusterClient.JSON);
            rollouts.status(scope(), new WorkloadRef("job", name), rules(limit), progress);
            return TryOutcome.pass("job/" + name + " is complete");
        } catch (Cancelled e) {
            throw new Cancelled("cancelled gate " + gate.name() + "; job/" + name + " is deleted");
        } catch (RolloutFailed e) {
            keep = gate.keep();
            GateAnswer answer = OWN.contains(e.kind()) ? GateAnswer.FAIL : GateAnswer.NO_DATA;
            String kept = keep
                    ? "; it is kept: cluster logs job/" + name + " -n "
                            + subject.cluster().namespace()
                    : "";
            return new TryOutcome(
                    answer, e.message().replace("is not current", "failed") + kept, e.details(), Map.of());
        } finally {
            if (!keep) {
                delete(name);
            }
        }
    }

    private ClusterScope scope() {
        ClusterClient cluster = subject.cluster();
        return ClusterScope.CURRENT.inContext(cluster.context()).inNamespace(cluster.namespace());
    }

    private static WaitRules rules(Duration limit) {
        return new WaitRules(true, limit, Tolerances.DEFAULT);
    }

    private ApiPath path() {
        return ApiPath.of("batch/v1", subject.cluster().namespace(), "jobs");
    }

    /** Also for an interrupted thread: nothing else would take it away. */
    private void delete(String name) {
        ApiPath job = path().object(name).with("propagationPolicy", "Background");
        try {
            CurrentLine.evenIfCancelled(
                    () -> subject.cluster().send("DELETE", job, ClusterClient.JSON, null, ClusterClient.JSON));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                progress.warn("job/" + name + " of gate " + gate.name() + " could not be deleted: " + e.message());
            }
        }
    }
}
