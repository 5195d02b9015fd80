package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one kind of route has to do with a Service, while it is being found. */
final class RouteCarrier {
    final RouteChoice kind;
    final List<RoutedObject> objects = new ArrayList<>();
    final List<JsonNode> additions = new ArrayList<>();

    /** Selectors that are not to take the candidate's pods. */
    final List<Map<String, String>> avoided = new ArrayList<>();

    /** Labels that the candidate's pods need. */
    final Map<String, String> needed = new TreeMap<>();

    final List<String> notes = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    RouteCarrier(RouteChoice kind) {
        this.kind = kind;
    }

    boolean carries() {
        return !objects.isEmpty();
    }

    /** {@code istio VirtualService web, VirtualService web-internal}. */
    @Override
    public String toString() {
        return kind + " " + objects.stream().map(RoutedObject::toString).collect(Collectors.joining(", "));
    }
}
