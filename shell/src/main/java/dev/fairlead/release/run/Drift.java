package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.OriginalObject;
import dev.fairlead.release.plan.Plan;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What somebody else changed in an object that a release relies on. */
final class Drift {
    private static final int SHOWN = 60;

    private Drift() {}

    /** The part of a spec that a release relies on: of a Service what it selects, of a Deployment all that is its own. */
    static JsonNode essence(Plan plan, ObjectName object, JsonNode spec) {
        if (!object.isDeployment()) {
            ObjectNode essence = JsonNodeFactory.instance.objectNode();
            return essence.set("selector", spec.path("selector"));
        }
        if (plan.autoscaled() && object.equals(plan.stable())) {
            ObjectNode essence = spec.deepCopy();
            essence.remove("replicas");
            return essence;
        }
        return spec;
    }

    /** The first field that differs, in words; empty where none does. */
    static Optional<String> between(JsonNode known, JsonNode now) {
        return between(".spec", known, now);
    }

    /** What has changed in an object since it was found; empty where nothing has. */
    static Optional<String> since(Plan plan, OriginalObject found, Optional<JsonNode> now) {
        if (now.isEmpty()) {
            return Optional.of("it is gone");
        }
        if (!found.uid().equals(now.get().at("/metadata/uid").asText())) {
            return Optional.of("it was made anew");
        }
        return between(
                essence(plan, found.object(), found.spec()),
                essence(plan, found.object(), now.get().path("spec")));
    }

    private static Optional<String> between(String path, JsonNode known, JsonNode now) {
        if (known.equals(now)) {
            return Optional.empty();
        }
        if (known.isObject() && now.isObject()) {
            Set<String> names = new TreeSet<>();
            known.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            return names.stream()
                    .map(name -> between(path + "." + name, known.path(name), now.path(name)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (known.isArray() && now.isArray() && known.size() == now.size()) {
            for (int i = 0; i < known.size(); i++) {
                Optional<String> differs = between(path + "[" + i + "]", known.get(i), now.get(i));
                if (differs.isPresent()) {
                    return differs;
                }
            }
        }
        return Optional.of(path + " is " + shown(now) + ", was " + shown(known));
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "not there" : value.isTextual() ? value.asText() : value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
