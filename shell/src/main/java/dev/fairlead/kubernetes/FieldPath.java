package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where the steps of a {@link FieldSet}'s path lead in an object. */
public final class FieldPath {
    private FieldPath() {}

    /** Whether the path is a list's item as such; what is in the item has paths of its own. */
    public static boolean isItem(List<String> path) {
        return !path.get(path.size() - 1).startsWith("f:");
    }

    /** What an object has at a path; missing where it has nothing. */
    public static JsonNode at(JsonNode object, List<String> path) {
        JsonNode at = object;
        for (String step : path) {
            at = step.startsWith("f:") ? at.path(step.substring(2)) : at.path(index(at, step));
        }
        return at;
    }

    /** Takes what stands at a path out of an object. */
    public static void remove(JsonNode object, List<String> path) {
        if (path.isEmpty()) {
            return;
        }
        JsonNode parent = at(object, path.subList(0, path.size() - 1));
        String last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode holder && last.startsWith("f:")) {
            holder.remove(last.substring(2));
        } else if (parent instanceof ArrayNode list && index(list, last) < list.size()) {
            list.remove(index(list, last));
        }
    }

    /** A key that no item spells out has its default, which is not known here. */
    private static int index(JsonNode list, String step) {
        JsonNode wanted = parsed(step.substring(2));
        int exact = index(list, item -> step.startsWith("v:") ? item.equals(wanted) : matches(item, wanted, false));
        return exact < list.size() || step.startsWith("v:") ? exact : index(list, item -> matches(item, wanted, true));
    }

    private static int index(JsonNode list, Predicate<JsonNode> wanted) {
        int index = 0;
        while (index < list.size() && !wanted.test(list.get(index))) {
            index++;
        }
        return index;
    }

    private static boolean matches(JsonNode item, JsonNode keys, boolean defaulted) {
        return keys.properties().stream().allMatch(key -> {
            JsonNode has = item.path(key.getKey());
            return has.asText().equals(key.getValue().asText()) || defaulted && has.isMissingNode();
        });
    }

    /** {@code .spec.template.spec.containers[name="web"].image}, as the server's messages write it. */
    public static String shown(List<String> path) {
        StringBuilder text = new StringBuilder();
        for (String step : path) {
            if (step.startsWith("f:")) {
                text.append('.').append(step.substring(2));
            } else if (step.startsWith("k:")) {
                List<String> keys = new ArrayList<>();
                parsed(step.substring(2)).properties().forEach(key -> keys.add(key.getKey() + "=" + key.getValue()));
                text.append('[').append(String.join(",", keys)).append(']');
            } else {
                text.append('[').append(step.substring(2)).append(']');
            }
        }
        return text.toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return JsonTree.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
