package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings an object into the form that server-side apply takes where kubectl's own apply takes more: it refuses two
 * entries of one key in a list, and servers before 1.21 a quantity that is written as a number.
 */
public final class ApplyForm {
    private static final List<String> POD_SPECS =
            List.of("/spec", "/spec/template/spec", "/spec/jobTemplate/spec/template/spec", "/template/spec");
    private static final List<String> CONTAINERS = List.of("containers", "initContainers");
    private static final Set<String> GROUPS_WITH_PODS = Set.of("", "apps", "batch");

    /** The fields of the API's own kinds that map names to quantities. */
    private static final Set<String> QUANTITIES =
            Set.of("requests", "limits", "hard", "capacity", "max", "min", "default", "defaultRequest", "overhead");

    private ApplyForm() {}

    /**
     * Changes the object.
     *
     * @return what was left out and what is kept in its place, a line each
     */
    public static List<String> apply(ObjectNode object) {
        List<String> left = new ArrayList<>();
        String version = object.path("apiVersion").asText();
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        if (!GROUPS_WITH_PODS.contains(group)) {
            return left;
        }
        quantities(object);
        for (String at : POD_SPECS) {
            for (String list : CONTAINERS) {
                object.at(at).path(list).forEach(container -> single(container, left));
            }
        }
        return left;
    }

    private static void quantities(JsonNode in) {
        for (Map.Entry<String, JsonNode> field : in.properties()) {
            if (QUANTITIES.contains(field.getKey()) && field.getValue() instanceof ObjectNode named) {
                named.properties().stream()
                        .filter(quantity -> quantity.getValue().isNumber())
                        .toList()
                        .forEach(quantity ->
                                named.put(quantity.getKey(), quantity.getValue().asText()));
            } else if (field.getKey().equals("sizeLimit") && field.getValue().isNumber()) {
                ((ObjectNode) in).put(field.getKey(), field.getValue().asText());
            }
            quantities(field.getValue());
        }
        if (in.isArray()) {
            in.forEach(ApplyForm::quantities);
        }
    }

    /** Of variables the last is kept, as it is the one that the container sees; of ports the first. */
    private static void single(JsonNode container, List<String> left) {
        String of = "container " + container.path("name").asText() + ": ";
        if (container.path("env") instanceof ArrayNode env) {
            for (String name : keep(env, ApplyForm::variable, true)) {
                left.add(of + "env " + name + " is there more than once; the last one is kept");
            }
        }
        if (container.path("ports") instanceof ArrayNode ports) {
            for (String port : keep(ports, ApplyForm::port, false)) {
                left.add(of + "port " + port + " is there more than once; the first one is kept");
            }
        }
    }

    private static String variable(JsonNode entry) {
        return entry.path("name").asText();
    }

    private static String port(JsonNode entry) {
        return entry.path("containerPort").asText() + "/"
                + entry.path("protocol").asText("TCP");
    }

    /** Leaves one entry of each key; gives the keys of which there were more. */
    private static Set<String> keep(ArrayNode list, Function<JsonNode, String> key, boolean last) {
        Map<String, Integer> kept = new HashMap<>();
        Set<String> repeated = new LinkedHashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Integer before = kept.putIfAbsent(key.apply(list.get(i)), i);
            if (before != null) {
                repeated.add(key.apply(list.get(i)));
                if (last) {
                    kept.put(key.apply(list.get(i)), i);
                }
            }
        }
        Set<Integer> places = Set.copyOf(kept.values());
        for (int i = list.size() - 1; i >= 0; i--) {
            if (!places.contains(i)) {
                list.remove(i);
            }
        }
        return repeated;
    }
}
