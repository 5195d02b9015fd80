package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.ApprovalGate;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.rollout.deploy.CheckedWrite;
import dev.fairlead.traffic.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan while it is being made: what all strategies share. */
public final class PlanBuilder {
    /** On every object that a release makes: by which one, so that no other is taken for it. */
    public static final String RELEASE_ID = "fairlead.dev/release-id";

    /** Of a Service and of a label's value; pods are called by it as well. */
    private static final int LONGEST_NAME = 63;

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private final ReleaseRequest request;
    private final ReleaseObservation observation;
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> wayBack = new ArrayList<>();
    private final List<OriginalObject> found = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    PlanBuilder(ReleaseRequest request, ReleaseObservation observation) {
        this.request = request;
        this.observation = observation;
    }

    ReleaseRequest request() {
        return request;
    }

    ReleaseObservation observed() {
        return observation;
    }

    ObjectName workload() {
        return ObjectName.deployment(request.what().name());
    }

    ObjectName stable() {
        return ObjectName.deployment(observation.stable());
    }

    boolean autoscaled() {
        return observation.autoscaler().isPresent();
    }

    /** All that releases change of a Deployment; its count of pods only where that is nobody else's. */
    List<String> all() {
        return autoscaled()
                ? List.of("/spec/template", "/spec/strategy")
                : List.of("/spec/template", "/spec/replicas", "/spec/strategy");
    }

    PlanBuilder then(Step step) {
        steps.add(step);
        return this;
    }

    PlanBuilder back(Step step) {
        wayBack.add(step);
        return this;
    }

    PlanBuilder note(String text) {
        notes.add(text);
        return this;
    }

    PlanBuilder relyOn(ObjectName object, JsonNode read) {
        if (found.stream().noneMatch(one -> one.object().equals(object))) {
            found.add(OriginalObject.of(object, read));
        }
        return this;
    }

    /** The Deployment that serves, and what sends requests to its pods: without that nothing was released. */
    PlanBuilder relyOnServing() {
        JsonNode serving = observation.serving().orElseThrow();
        relyOn(stable(), serving);
        observation
                .selecting(serving.at("/spec/template"))
                .forEach(service ->
                        relyOn(ObjectName.service(service.at("/metadata/name").asText()), service));
        return this;
    }

    int size() {
        return steps.size();
    }

    /** The gates, approvals among them. */
    PlanBuilder gates() {
        for (String gate : request.gates()) {
            then(
                    GateSpec.parse(gate) instanceof ApprovalGate approval
                            ? new Step.Hold(approval.question())
                            : new Step.Check(gate));
        }
        return this;
    }

    /** The writes that come with the Deployment's own, e.g. of its Service; they are undone last. */
    PlanBuilder companions() {
        List<CheckedWrite> drafts = observation.drafts();
        for (CheckedWrite draft : drafts.subList(0, drafts.size() - 1)) {
            ObjectName object = ObjectName.parse(draft.object());
            if (draft.body().isEmpty()) {
                continue;
            }
            if (draft.before().isEmpty()) {
                then(new Step.Create(object, owned((ObjectNode) draft.body().deepCopy())));
            } else {
                relyOn(object, draft.before().get());
                then(new Step.Patch(object, draft.patchType(), draft.body(), "to the ports that were asked for"));
            }
        }
        return this;
    }

    /** What undoes {@link #companions}; a Service that the release made stays for the pods that it serves. */
    PlanBuilder companionsBack() {
        List<CheckedWrite> drafts = observation.drafts();
        for (CheckedWrite draft : drafts.subList(0, drafts.size() - 1)) {
            if (!draft.body().isEmpty() && draft.before().isPresent()) {
                back(new Step.Restore(ObjectName.parse(draft.object()), List.of("/spec/ports"), "the ports"));
            } else if (!draft.body().isEmpty()) {
                back(new Step.Remove(ObjectName.parse(draft.object())));
            }
        }
        return this;
    }

    /**
     * A Deployment like the desired one, under another name and with these labels over those of its pods. The selector
     * asks of them nothing else.
     */
    ObjectNode sibling(String name, Map<String, String> labels, int replicas, boolean inSelector) {
        ObjectNode made = observation.desired().deepCopy();
        made.remove("status");
        ObjectNode metadata = made.putObject("metadata");
        metadata.put("name", name);
        // Not the labels of the first: who prunes by them would take the second for one of his own.
        ObjectNode own = metadata.putObject("labels").put(MANAGED_BY, "fairlead");
        labels.forEach(own::put);
        ObjectNode annotations = metadata.putObject("annotations");
        for (String key : ChangeAnnotations.ALL) {
            JsonNode text = observation.desired().at("/metadata/annotations").path(key);
            if (text.isTextual()) {
                annotations.set(key, text);
            }
        }
        ObjectNode spec = (ObjectNode) made.path("spec");
        spec.put("replicas", replicas);
        if (inSelector) {
            labels.forEach(spec.withObject("/selector/matchLabels")::put);
            if (spec.at("/selector/matchExpressions") instanceof ArrayNode expressions) {
                expressions.removeIf(one -> labels.containsKey(one.path("key").asText()));
            }
        }
        labels.forEach(spec.withObject("/template/metadata/labels")::put);
        return owned(made);
    }

    ObjectNode owned(ObjectNode made) {
        made.withObject("/metadata/annotations").put(RELEASE_ID, observation.id());
        return made;
    }

    /** @throws OpsException of kind CONFLICT when something of that name is there */
    void mustBeFree(ObjectName object) {
        JsonNode there = observation.others().get(object);
        if (there == null) {
            return;
        }
        String id = there.at("/metadata/annotations").path(RELEASE_ID).asText();
        throw new OpsException(
                        FailureKind.CONFLICT,
                        "cannot release " + workload() + ": " + object + " is there already, "
                                + (id.isEmpty() ? "and fairlead did not make it" : "left over from release " + id))
                .hint("cluster get " + object + " -o yaml")
                .hint("cluster delete " + object);
    }

    private void refuseLongName(String object) {
        String name = object.substring(object.lastIndexOf('/') + 1);
        if (name.length() > LONGEST_NAME) {
            throw new OpsException(
                            FailureKind.INVALID,
                            "cannot release " + workload() + " ("
                                    + request.shape().name() + "): the name of " + object
                                    + " would have " + name.length() + " characters, " + LONGEST_NAME
                                    + " are the most; nothing was changed")
                    .hint("rollout deploy " + workload().name() + " --image " + image() + " -n "
                            + observation.namespace());
        }
    }

    String image() {
        return request.what().image();
    }

    String imageBefore() {
        return observation
                .serving()
                .map(d -> ReplacedImage.of(d, observation.desired(), image()))
                .orElse("");
    }

    /** @throws OpsException of kind INVALID when an object that the steps make would have too long a name */
    Plan plan(ObjectName candidate, Optional<String> preview, int promotion) {
        steps.stream().map(Step::made).flatMap(List::stream).forEach(this::refuseLongName);
        return new Plan(
                observation.id(),
                workload(),
                observation.namespace(),
                request.shape().name(),
                image(),
                imageBefore(),
                request.what().changeCause().orElse(""),
                stable(),
                candidate,
                preview,
                observation.routes().filter(Routes::weigh),
                autoscaled(),
                request.rollsBack() && !wayBack.isEmpty(),
                request.what().rules(),
                promotion,
                found,
                steps,
                wayBack,
                notes);
    }
}
