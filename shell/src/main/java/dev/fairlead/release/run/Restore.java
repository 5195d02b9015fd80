package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.OptimisticPatch;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.OriginalObject;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.FieldOwnerRecord;
import dev.fairlead.release.record.ReleaseObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes an object what it was found to be, with the managers that owned its fields. A field that is neither as it was
 * found nor as the release left it is somebody else's change and stays.
 */
final class Restore {
    /** Controllers write the status of a workload all the time, and each write makes a new version. */
    static final int TRIES = 20;

    private final Plan plan;
    private final ReleaseObjects objects;
    private final Function<ReleaseObjects.Call, Optional<JsonNode>> send;
    private final ProgressListener progress;

    /** @param send makes a write of the spec, once what it leaves is recorded; empty where the object has changed */
    Restore(
            Plan plan,
            ReleaseObjects objects,
            Function<ReleaseObjects.Call, Optional<JsonNode>> send,
            ProgressListener progress) {
        this.plan = plan;
        this.objects = objects;
        this.send = send;
        this.progress = progress;
    }

    /**
     * @param known the spec that the release left it with
     * @param expected a spec that it may have been left with
     * @return the object afterwards; empty where somebody has removed it
     */
    Optional<JsonNode> restore(Step.Restore step, Optional<JsonNode> known, Optional<JsonNode> expected) {
        OriginalObject found = plan.found(step.object()).orElseThrow();
        for (int i = 0; i < TRIES; i++) {
            Optional<JsonNode> now = objects.find(step.object());
            if (now.isEmpty()) {
                progress.warn(step.object() + " is gone, so it is not restored");
                return now;
            }
            List<String> left = new ArrayList<>();
            ArrayNode patch = patch(step, found, now.get(), known, expected, left);
            left.forEach(field -> progress.warn(step.object() + ": somebody else has changed " + field.replace('/', '.')
                    + ", so it stays as it is"));
            Optional<JsonNode> after = patch.isEmpty() ? now : send.apply(versioned(step.object(), now.get(), patch));
            Optional<JsonNode> restored = after.flatMap(written -> owners(step.object(), found, written));
            if (restored.isPresent()) {
                return restored;
            }
        }
        throw new OpsException(FailureKind.CONFLICT, "cannot " + step.text() + ": it keeps changing");
    }

    private static ArrayNode patch(
            Step.Restore step,
            OriginalObject found,
            JsonNode now,
            Optional<JsonNode> known,
            Optional<JsonNode> expected,
            List<String> left) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        for (String field : step.fields()) {
            JsonNode was = found.document().at(field);
            JsonNode is = now.at(field);
            String inSpec = field.substring("/spec".length());
            boolean ours = known.map(spec -> spec.at(inSpec)).filter(is::equals).isPresent()
                    || expected.map(spec -> spec.at(inSpec)).filter(is::equals).isPresent();
            if (!is.equals(was) && ours) {
                set(patch, field, was);
                if (field.equals("/spec/template")) {
                    annotations(patch, found, now);
                }
            } else if (!is.equals(was)) {
                left.add(field);
            }
        }
        return patch;
    }

    private static void annotations(ArrayNode patch, OriginalObject found, JsonNode now) {
        for (String key : ChangeAnnotations.ALL) {
            JsonNode was = found.document().at("/metadata/annotations").path(key);
            JsonNode is = now.at("/metadata/annotations").path(key);
            if (!is.equals(was)) {
                set(patch, "/metadata/annotations/" + key.replace("/", "~1"), was);
            }
        }
    }

    private static void set(ArrayNode patch, String field, JsonNode value) {
        if (value.isMissingNode()) {
            patch.addObject().put("op", "remove").put("path", field);
        } else {
            OptimisticPatch.set(patch, field, value);
        }
    }

    private ReleaseObjects.Call versioned(ObjectName object, JsonNode now, ArrayNode changes) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        OptimisticPatch.requireUnchanged(patch, now);
        return objects.patch(object, patch.addAll(changes));
    }

    /** Gives the fields back to their owners, once everything is as it was; empty where the object has changed. */
    private Optional<JsonNode> owners(ObjectName object, OriginalObject found, JsonNode now) {
        if (!Drift.essence(plan, object, now.path("spec")).equals(Drift.essence(plan, object, found.spec()))) {
            return Optional.of(now);
        }
        Optional<ArrayNode> owners = FieldOwnerRecord.putBack(
                found.document().at("/metadata/managedFields"), now.at("/metadata/managedFields"));
        if (owners.isEmpty()) {
            return Optional.of(now);
        }
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        set(patch, "/metadata/managedFields", owners.get());
        try {
            return Optional.of(objects.send(versioned(object, now, patch), false));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.CONFLICT) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
