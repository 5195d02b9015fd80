package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Planner;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.plan.ReplacedImage;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseObjects;
import dev.fairlead.rollout.deploy.CheckedWrite;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.UndoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An undo after a blue-green release: the Deployment that served before gets its pods back, as it is, and the Services
 * are switched to it. It is a blue-green release itself, and goes back like one when the old pods do not come up.
 */
public final class SwitchBack {
    private final ReleaseContext context;
    private final ColourPair pair;
    private final ReleaseObjects objects;

    public SwitchBack(ReleaseContext context, ColourPair pair) {
        this.context = context;
        this.pair = pair;
        this.objects = new ReleaseObjects(context.cluster());
    }

    /** @throws OpsException of kind CONFLICT when a revision is asked for, or what served before is gone */
    public Plan plan(UndoRequest request, String id) {
        if (request.revision().isPresent()) {
            throw refused(" to revision " + request.revision().get() + ": it does not serve, " + pair.serving()
                            + " does; without a revision it is switched back")
                    .hint(context.line("undo", pair.workload()));
        }
        JsonNode serving = objects.find(pair.serving()).orElseThrow(() -> refused(": " + pair.serving() + " is gone"));
        JsonNode resting = objects.find(pair.resting())
                .orElseThrow(() -> refused(": " + pair.serving() + " serves, and " + pair.resting()
                                + ", which served before, is gone")
                        .hint(context.line("history", pair.serving())));
        String image = ReplacedImage.changed(serving, resting);
        ReleaseRequest release = ReleaseRequest.of(
                        DeployRequest.named(pair.workload().name())
                                .image(image)
                                .scope(context.scope())
                                .rules(request.rules()))
                .bluegreen(Duration.ZERO)
                .autoRollback(true)
                .build();
        ReleaseObserver observer = new ReleaseObserver(context.cluster(), context.rollouts(), context.progress());
        CheckedWrite draft = new CheckedWrite(
                pair.serving().toString(),
                ApiPath.of("apps/v1", context.cluster().namespace(), "deployments")
                        .object(pair.serving().name()),
                "",
                JsonNodeFactory.instance.objectNode(),
                Optional.of(serving),
                desired(serving, resting));
        return Planner.plan(release, observer.observe(pair, draft, id));
    }

    /** What was done, in the words of an undo. */
    public RolloutResult result(Plan plan, ReleaseResult end) {
        List<ObjectChange> changes = plan.steps().stream()
                .filter(step -> step instanceof Step.SwitchService || step instanceof Step.Scale)
                .map(step -> new ObjectChange(
                        step.target().orElseThrow().toString(),
                        step instanceof Step.Scale ? "rests" : "switched back to " + pair.resting()))
                .toList();
        return new RolloutResult(changes, end.status());
    }

    /** As many pods as serve now, by the template that is there. */
    private static JsonNode desired(JsonNode serving, JsonNode resting) {
        ObjectNode desired = serving.deepCopy();
        desired.withObject("/spec").set("template", resting.at("/spec/template"));
        ObjectNode annotations = desired.withObject("/metadata").putObject("annotations");
        ChangeAnnotations.ALL.forEach(key -> {
            JsonNode cause = resting.at("/metadata/annotations").path(key);
            if (cause.isTextual()) {
                annotations.set(key, cause);
            }
        });
        return desired;
    }

    private OpsException refused(String why) {
        return new OpsException(FailureKind.CONFLICT, "cannot undo " + pair.workload() + why);
    }
}
