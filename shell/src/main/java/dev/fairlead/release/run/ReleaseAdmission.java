package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.release.plan.ColourPairs;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.OriginalObject;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.record.ReleaseObjects;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.traffic.Traffic;
import java.nio.file.Path;
import java.util.Optional;

/** What keeps a release from beginning. */
public final class ReleaseAdmission {
    private final ReleaseContext context;
    private final ReleaseObjects objects;

    public ReleaseAdmission(ReleaseContext context) {
        this.context = context;
        this.objects = new ReleaseObjects(context.cluster());
    }

    public void refuseUnfinished(ObjectName workload) {
        ReleaseLease holding = new ReleaseLease(context, workload);
        OpsException.unlessDenied(holding::held).flatMap(held -> held).ifPresent(held -> {
            throw held.holder().isEmpty() ? holding.unfinished(held.record()) : holding.refusal();
        });
    }

    /** Empty, too, where the user may not look: what needs the lock says so itself. */
    public Optional<ReleaseRecord> unfinished(ObjectName workload) {
        return OpsException.unlessDenied(new ReleaseLease(context, workload)::record)
                .flatMap(record -> record);
    }

    /** A count that an autoscaler would undo. */
    public void refuseScaling(DeployRequest request) {
        if (request.replicas().isEmpty()) {
            return;
        }
        ReleaseObserver observer = new ReleaseObserver(context.cluster(), context.rollouts(), context.progress());
        Optional<JsonNode> scaler = observer.autoscaler(request.name());
        if (scaler.isPresent()) {
            JsonNode spec = scaler.get().path("spec");
            String name = scaler.get().at("/metadata/name").asText();
            OpsException refusal = new OpsException(
                            FailureKind.CONFLICT,
                            "cannot set the count of pods of deployment/" + request.name() + ": hpa/" + name
                                    + " decides it (" + spec.path("minReplicas").asInt(1) + " to "
                                    + spec.path("maxReplicas").asInt() + ")")
                    .hint("cluster get hpa/" + name + " -n " + context.cluster().namespace());
            throw request.image().isBlank()
                    ? refusal
                    : refusal.hint("rollout deploy " + request.name() + " --image " + request.image() + " -n "
                            + context.cluster().namespace());
        }
    }

    void refuseOtherColour(DeployRequest request) {
        // Whose role is for one Deployment releases no second one.
        Optional<JsonNode> green = objects.findVisible(ObjectName.deployment(request.name() + ColourPairs.SUFFIX));
        if (green.isPresent()) {
            ColourPairs.refusePlain(
                    request.name(),
                    request.image(),
                    "rolling",
                    context.cluster().namespace(),
                    ColourPair.services(context.cluster()),
                    green);
        }
    }

    public void refuseMoved(Plan plan, Path file) {
        for (OriginalObject found : plan.found()) {
            Drift.since(plan, found, objects.find(found.object()))
                    .ifPresent(what -> refuseMoved(plan, file, found.object() + ": " + what));
        }
        Traffic traffic = new Traffic(context.cluster(), context.progress());
        plan.routes().flatMap(traffic::moved).ifPresent(what -> refuseMoved(plan, file, what));
    }

    private static void refuseMoved(Plan plan, Path file, String what) {
        throw new OpsException(FailureKind.CONFLICT, "the cluster has moved since " + file + " was made: " + what)
                .hint("rollout deploy " + plan.workload().name() + " --image " + plan.image() + " --strategy "
                        + plan.strategy() + " --plan-out " + file);
    }
}
