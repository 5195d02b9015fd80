package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Service's selectors. */
public final class ServiceSelectors {
    private ServiceSelectors() {}

    public static Map<String, String> of(JsonNode service) {
        Map<String, String> selector = new TreeMap<>();
        service.at("/spec/selector")
                .properties()
                .forEach(e -> selector.put(e.getKey(), e.getValue().asText()));
        return selector;
    }

    /** The same with one more label. */
    static Map<String, String> with(Map<String, String> selector, String label, String value) {
        Map<String, String> more = new TreeMap<>(selector);
        more.put(label, value);
        return more;
    }

    /** Whether it selects pods with these labels; one without any label selects nothing. */
    static boolean selects(Map<String, String> selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.entrySet().stream()
                        .allMatch(
                                e -> e.getValue().equals(labels.path(e.getKey()).asText(null)));
    }

    public static List<String> words(Map<String, String> selector) {
        return new TreeMap<>(selector)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }
}
