package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a patch makes of an object. The object itself is left as it is. */
final class Merging {
    private static final String DIRECTIVE = "$patch";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";
    private static final String RETAIN = "$retainKeys";

    private Merging() {}

    /** RFC 6902. */
    static JsonNode json(JsonNode object, JsonNode patch) {
        try {
            return JsonPatch.apply(patch, object.deepCopy());
        } catch (JsonPatchException e) {
            throw StatusRefusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** RFC 7386. */
    static JsonNode merge(JsonNode object, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        ObjectNode merged = object instanceof ObjectNode known ? known.deepCopy() : changes.objectNode();
        changes.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    /** Kubernetes' strategic merge: lists whose items have an identity are merged item by item. */
    static JsonNode strategic(JsonNode object, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        if (changes.path(DIRECTIVE).asText().equals("replace")) {
            ObjectNode whole = changes.deepCopy();
            whole.remove(DIRECTIVE);
            return whole;
        }
        ObjectNode merged = object instanceof ObjectNode known ? known.deepCopy() : changes.objectNode();
        retain(merged, changes.path(RETAIN));
        changes.properties().forEach(field -> strategicField(merged, field.getKey(), field.getValue()));
        return merged;
    }

    private static void retain(ObjectNode merged, JsonNode keys) {
        if (keys.isArray()) {
            List<String> kept = new ArrayList<>();
            keys.forEach(key -> kept.add(key.asText()));
            merged.retain(kept);
        }
    }

    private static void strategicField(ObjectNode merged, String field, JsonNode value) {
        if (field.startsWith(DELETE_FROM)) {
            deleteFrom(merged.path(field.substring(DELETE_FROM.length())), value);
        } else if (field.startsWith(ORDER) || field.equals(RETAIN)) {
            // The order of the items that stay is kept as it is.
            return;
        } else if (value.isNull()) {
            merged.remove(field);
        } else if (value instanceof ArrayNode items) {
            merged.set(field, strategicList(field, merged.path(field), items));
        } else {
            merged.set(field, strategic(merged.path(field), value));
        }
    }

    private static void deleteFrom(JsonNode list, JsonNode gone) {
        if (list instanceof ArrayNode values) {
            gone.forEach(value -> {
                for (int i = values.size() - 1; i >= 0; i--) {
                    if (values.get(i).equals(value)) {
                        values.remove(i);
                    }
                }
            });
        }
    }

    private static JsonNode strategicList(String field, JsonNode known, ArrayNode items) {
        Optional<List<String>> keys = ListKeys.of(field, known, items);
        if (ListKeys.isSet(field)) {
            ArrayNode union = known instanceof ArrayNode array ? array.deepCopy() : items.arrayNode();
            items.forEach(item -> addMissing(union, item));
            return union;
        }
        if (keys.isEmpty()) {
            return items.deepCopy();
        }
        ArrayNode merged = items.arrayNode();
        known.forEach(item -> merged.add(item.deepCopy()));
        for (JsonNode item : items) {
            int at = indexOf(merged, item, keys.get().subList(0, 1));
            if (item.path(DIRECTIVE).asText().equals("delete")) {
                if (at >= 0) {
                    merged.remove(at);
                }
            } else if (at >= 0) {
                merged.set(at, strategic(merged.get(at), item));
            } else {
                merged.add(strategic(items.objectNode(), item));
            }
        }
        return merged;
    }

    private static void addMissing(ArrayNode list, JsonNode item) {
        for (JsonNode known : list) {
            if (known.equals(item)) {
                return;
            }
        }
        list.add(item);
    }

    /** An apply's: what it says is set, all else stays. */
    static JsonNode applied(String field, JsonNode live, JsonNode config, boolean custom) {
        if (config instanceof ObjectNode fields && !ListKeys.isAtomic(field)) {
            ObjectNode merged = live instanceof ObjectNode known ? known.deepCopy() : fields.objectNode();
            fields.properties()
                    .forEach(one -> merged.set(
                            one.getKey(), applied(one.getKey(), merged.path(one.getKey()), one.getValue(), custom)));
            return merged;
        }
        if (config instanceof ArrayNode items && live.isArray() && !custom) {
            return appliedList(field, (ArrayNode) live, items);
        }
        return config.deepCopy();
    }

    private static JsonNode appliedList(String field, ArrayNode live, ArrayNode items) {
        if (ListKeys.isSet(field)) {
            return strategicList(field, live, items);
        }
        Optional<List<String>> keys = ListKeys.of(field, live, items);
        if (keys.isEmpty()) {
            return items.deepCopy();
        }
        ArrayNode merged = live.deepCopy();
        for (JsonNode item : items) {
            int at = indexOf(merged, item, keys.get());
            if (at >= 0) {
                merged.set(at, applied("", merged.get(at), item, false));
            } else {
                merged.add(item.deepCopy());
            }
        }
        return merged;
    }

    static int indexOf(JsonNode list, JsonNode item, List<String> keys) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode known = list.get(i);
            if (keys.stream().allMatch(key -> known.path(key).equals(item.path(key)))) {
                return i;
            }
        }
        return -1;
    }
}
