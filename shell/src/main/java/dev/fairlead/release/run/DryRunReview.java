package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.YamlDiff;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.PlanReview;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseObjects;
import dev.fairlead.traffic.Routes;
import dev.fairlead.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets the server try the writes of a plan without making them. */
public final class DryRunReview {
    private final ClusterClient cluster;
    private final Plan plan;
    private final ReleaseObjects objects;
    private final StepWrites writes;

    public DryRunReview(ClusterClient cluster, Plan plan) {
        this.cluster = cluster;
        this.plan = plan;
        this.objects = new ReleaseObjects(cluster);
        this.writes = new StepWrites(plan, objects);
    }

    /** Step by step, with what the server says of its writes. */
    public void tell(ProgressListener progress) {
        plan.lines().forEach(progress::note);
        review().changes()
                .forEach(change -> progress.note("step " + change.step() + ": " + change.object() + " would change by "
                        + change.lines().size() + " lines"));
    }

    public PlanReview review() {
        List<PlanReview.PlannedChange> changes = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            Optional<ObjectName> target = step.target();
            boolean first = target.isPresent() && firstWrite(i, target.get());
            boolean writes = step instanceof Step.Create
                    || first && !(step instanceof Step.Remove) && !(step instanceof Step.Restore);
            if (writes) {
                changes.add(change(i + 1, step, target.orElseThrow()));
            } else if (step instanceof Step.Patch patch) {
                changes.add(change(i + 1, patch, patch.object()));
            } else if (plan.routes().isPresent()) {
                changes.addAll(routed(i, step, plan.routes().get()));
            }
        }
        return new PlanReview(plan, changes);
    }

    /** What comes after another write to the same object cannot be tried before that is made. */
    private boolean firstWrite(int index, ObjectName object) {
        return plan.steps().subList(0, index).stream()
                .noneMatch(earlier -> earlier.target().filter(object::equals).isPresent());
    }

    private PlanReview.PlannedChange change(int number, Step step, ObjectName object) {
        Optional<JsonNode> now = objects.find(object);
        JsonNode after = writes.of(step, now)
                .map(call -> objects.send(call, true))
                .or(() -> now)
                .orElseThrow();
        return new PlanReview.PlannedChange(number, object.toString(), diff(object.toString(), now, after));
    }

    private List<PlanReview.PlannedChange> routed(int index, Step step, Routes routes) {
        boolean earlier = plan.steps().subList(0, index).stream().anyMatch(Step.Weigh.class::isInstance);
        Traffic traffic = new Traffic(cluster, ProgressListener.SILENT);
        List<JsonNode> tried = step instanceof Step.AddRoutes
                ? traffic.triedAdditions(routes)
                : step instanceof Step.Weigh weigh && !earlier
                        ? traffic.triedShares(routes, weigh.percent())
                        : List.of();
        return tried.stream().map(after -> routed(index + 1, after)).toList();
    }

    private PlanReview.PlannedChange routed(int number, JsonNode after) {
        JsonNode metadata = after.path("metadata");
        Optional<JsonNode> now = cluster.find(cluster.discovery()
                .find(after.path("apiVersion").asText(), after.path("kind").asText())
                .path(metadata.path("namespace").asText(), metadata.path("name").asText()));
        String object = after.path("kind").asText().toLowerCase(Locale.ROOT) + "/"
                + metadata.path("name").asText();
        return new PlanReview.PlannedChange(number, object, diff(object, now, after));
    }

    private static List<String> diff(String object, Optional<JsonNode> now, JsonNode after) {
        return YamlDiff.of(
                object + " now",
                now.map(DryRunReview::essence).orElseGet(JsonNodeFactory.instance::objectNode),
                object + " then",
                essence(after));
    }

    private static JsonNode essence(JsonNode object) {
        ObjectNode essence = object.deepCopy();
        essence.remove("status");
        if (essence.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp"));
            metadata.remove("selfLink");
            if (metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
            }
        }
        return essence;
    }
}
