package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the LimitRanges of a namespace give to containers that say nothing, and which ones they refuse. */
final class LimitRanges {
    private final Store store;

    LimitRanges(Store store) {
        this.store = store;
    }

    /** As the API server completes a LimitRange itself: limits from the most, requests from the limits and the least. */
    static void complete(ObjectNode range) {
        for (JsonNode item : range.at("/spec/limits")) {
            if (item instanceof ObjectNode limits && item.path("type").asText().equals("Container")) {
                copy(limits, "max", "default");
                copy(limits, "default", "defaultRequest");
                copy(limits, "min", "defaultRequest");
            }
        }
    }

    private static void copy(ObjectNode limits, String from, String to) {
        for (Map.Entry<String, JsonNode> resource : limits.path(from).properties()) {
            if (!limits.path(to).has(resource.getKey())) {
                limits.withObject("/" + to).set(resource.getKey(), resource.getValue());
            }
        }
    }

    void fill(ObjectNode pod) {
        List<String> told = new ArrayList<>();
        for (JsonNode item : items(pod)) {
            for (JsonNode container : pod.at("/spec/containers")) {
                fill((ObjectNode) container, item, "defaultRequest", "requests", "request", told);
                fill((ObjectNode) container, item, "default", "limits", "limit", told);
            }
        }
        if (!told.isEmpty()) {
            pod.withObject("/metadata/annotations")
                    .put("kubernetes.io/limit-ranger", "LimitRanger plugin set: " + String.join("; ", told));
        }
    }

    private static void fill(
            ObjectNode container, JsonNode item, String from, String to, String word, List<String> told) {
        List<String> set = new ArrayList<>();
        for (Map.Entry<String, JsonNode> resource : item.path(from).properties()) {
            if (!container.path("resources").path(to).has(resource.getKey())) {
                container.withObject("/resources/" + to).set(resource.getKey(), resource.getValue());
                set.add(resource.getKey());
            }
        }
        if (!set.isEmpty()) {
            set.sort(null);
            told.add(String.join(", ", set) + " " + word + " for container "
                    + container.path("name").asText());
        }
    }

    /** @throws StatusRefusal in the API server's words */
    void check(ObjectNode pod) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode item : items(pod)) {
            for (JsonNode container : pod.at("/spec/containers")) {
                JsonNode resources = container.path("resources");
                for (var least : item.path("min").properties()) {
                    compare(least, resources.path("requests"), "minimum", "request", -1)
                            .ifPresent(wrong::add);
                }
                for (var most : item.path("max").properties()) {
                    compare(most, resources.path("limits"), "maximum", "limit", 1)
                            .ifPresent(wrong::add);
                }
            }
        }
        if (!wrong.isEmpty()) {
            String all = wrong.size() == 1 ? wrong.get(0) : "[" + String.join(", ", wrong) + "]";
            throw StatusRefusal.forbidden(Kinds.POD, Store.name(pod), all);
        }
    }

    private static Optional<String> compare(
            Map.Entry<String, JsonNode> bound, JsonNode said, String word, String what, int wrongSide) {
        JsonNode is = said.path(bound.getKey());
        String begin = word + " " + bound.getKey() + " usage per Container is "
                + bound.getValue().asText();
        Optional<BigDecimal> amount = ResourceQuantities.of(is);
        if (amount.isEmpty()) {
            return Optional.of(begin + ".  No " + what + " is specified");
        }
        BigDecimal limit = ResourceQuantities.of(bound.getValue()).orElse(BigDecimal.ZERO);
        boolean wrong = Integer.signum(amount.get().compareTo(limit)) == wrongSide;
        return wrong ? Optional.of(begin + ", but " + what + " is " + is.asText()) : Optional.empty();
    }

    private List<JsonNode> items(JsonNode pod) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode range : store.list(Kinds.LIMIT_RANGE, Store.namespace(pod))) {
            for (JsonNode item : range.at("/spec/limits")) {
                if (item.path("type").asText().equals("Container")) {
                    items.add(item);
                }
            }
        }
        return items;
    }
}
