package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.json.MaskedDiff;
import dev.fairlead.kubernetes.ObjectWrite;
import dev.fairlead.script.report.Traces;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a write changed, as people read it: without the server's own counts, and without what fairlead keeps for itself. */
final class ObjectDiff {
    private static final int MOST_LINES = 300;

    /** Who has one of these is a record or a copy that goes with a change. */
    private static final Set<String> OWN = Set.of("fairlead.dev/copy-of", "fairlead.dev/inventory");

    private ObjectDiff() {}

    /** Empty where nothing that people mean by the object has changed. */
    static Optional<Traces.Diff> of(ObjectWrite write) {
        if (write.after().or(write::before).filter(ObjectDiff::isOwn).isPresent()) {
            return Optional.empty();
        }
        List<String> lines = MaskedDiff.of(write.object(), essence(write.before()), essence(write.after()));
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(of(
                        write.object(),
                        write.context() + (write.namespace().isEmpty() ? "" : "/" + write.namespace()),
                        write.checked(),
                        lines));
    }

    /** As many of the lines as a report takes. */
    static Traces.Diff of(String object, String place, boolean planned, List<String> lines) {
        int kept = Math.min(lines.size(), MOST_LINES);
        return new Traces.Diff(object, place, planned, lines.subList(0, kept), lines.size() - kept);
    }

    private static ObjectNode essence(Optional<JsonNode> object) {
        if (object.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode essence = ObjectApply.essence(object.get());
        if (essence.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("uid", "creationTimestamp", "selfLink"));
            if (metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
            }
        }
        return essence;
    }

    private static boolean isOwn(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return OWN.stream()
                .anyMatch(name -> metadata.path("labels").has(name)
                        || metadata.path("annotations").has(name));
    }
}
