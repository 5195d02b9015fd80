package dev.fairlead.set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.rollout.YamlDiff;
import java.util.ArrayList;
import java.util.List;

/** What an apply would change of an object, field by field; the values of Secrets are not shown. */
public final class Differences {
    private Differences() {}

    /** The lines of a unified diff; none where nothing changes or it is not known. */
    static List<String> of(Checked check) {
        if (!check.changes() || check.before().isEmpty() || check.after().isEmpty()) {
            return List.of();
        }
        ObjectNode before = ObjectApply.essence(check.before().get());
        ObjectNode after = ObjectApply.essence(check.after().get());
        if (check.member().is("", "Secret")) {
            hide(before, after);
        }
        String name = check.member().ref().toString();
        return YamlDiff.of(name + " now", before, name + " then", after);
    }

    /** The same of an object before and after; what is not there has no fields. */
    public static List<String> between(String name, JsonNode before, JsonNode after) {
        ObjectNode from = before.deepCopy();
        ObjectNode to = after.deepCopy();
        if (name.startsWith("secret/")) {
            hide(from, to);
        }
        return YamlDiff.of(name + " now", from, name + " then", to);
    }

    /** A value that changes must still be seen to change. */
    private static void hide(ObjectNode before, ObjectNode after) {
        for (String field : List.of("data", "stringData")) {
            JsonNode old = before.path(field).deepCopy();
            hide(before.path(field), old, "(not shown)");
            hide(after.path(field), old, "(not shown) changed");
        }
        hideAnnotation(before);
        hideAnnotation(after);
    }

    private static void hide(JsonNode data, JsonNode old, String ifOther) {
        if (data instanceof ObjectNode values) {
            List<String> keys = new ArrayList<>();
            values.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> values.put(key, values.path(key).equals(old.path(key)) ? "(not shown)" : ifOther));
        }
    }

    /** kubectl keeps the whole manifest there. */
    private static void hideAnnotation(ObjectNode object) {
        if (object.path("metadata").path("annotations") instanceof ObjectNode annotations
                && annotations.has("kubectl.kubernetes.io/last-applied-configuration")) {
            annotations.put("kubectl.kubernetes.io/last-applied-configuration", "(not shown)");
        }
    }
}
