package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The texts in the cells of the API server's tables. */
final class Cells {
    static final String NONE = "<none>";

    private Cells() {}

    /** As kubectl writes an age. */
    static String shown(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        return seconds < 3 * 3600
                ? seconds / 60 + "m"
                : seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    static String containers(JsonNode object, String field) {
        List<String> values = new ArrayList<>();
        object.at("/spec/template/spec/containers")
                .forEach(container -> values.add(container.path(field).asText()));
        return String.join(",", values);
    }

    static String selector(JsonNode object) {
        return pairs(object.at("/spec/selector/matchLabels"));
    }

    static String pairs(JsonNode labels) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            pairs.add(label.getKey() + "=" + label.getValue().asText());
        }
        return pairs.isEmpty() ? NONE : String.join(",", pairs);
    }

    static String ports(JsonNode service) {
        List<String> ports = new ArrayList<>();
        service.at("/spec/ports").forEach(port -> {
            String node = port.path("nodePort").asText("");
            ports.add(port.path("port").asText() + (node.isEmpty() ? "" : ":" + node) + "/"
                    + port.path("protocol").asText());
        });
        return ports.isEmpty() ? NONE : String.join(",", ports);
    }

    /** Nobody here gives load balancers addresses. */
    static String external(JsonNode service) {
        return service.at("/spec/type").asText().equals("LoadBalancer")
                ? "<pending>"
                : text(service, "/spec/externalName");
    }

    static String endpoints(JsonNode object) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : object.path("subsets")) {
            for (JsonNode address : subset.path("addresses")) {
                for (JsonNode port : subset.path("ports")) {
                    all.add(address.path("ip").asText() + ":"
                            + port.path("port").asText());
                }
            }
        }
        return all.isEmpty() ? NONE : String.join(",", all);
    }

    static int size(JsonNode object, String field) {
        return object.path(field).size();
    }

    static int number(JsonNode object, String pointer) {
        return object.at(pointer).asInt();
    }

    static String text(JsonNode object, String pointer) {
        String text = object.at(pointer).asText("");
        return text.isEmpty() ? NONE : text;
    }
}
