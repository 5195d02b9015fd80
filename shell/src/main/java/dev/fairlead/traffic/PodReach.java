package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** NetworkPolicies that mean the stable pods and, for a label that differs, not the candidate's. */
record PodReach(List<JsonNode> policies) {

    /** One sentence for each policy. */
    List<String> warnings(Map<String, String> stable, Map<String, String> candidate) {
        Set<String> warnings = new LinkedHashSet<>();
        for (JsonNode policy : policies) {
            JsonNode spec = policy.path("spec");
            String told = "NetworkPolicy " + JsonPieces.name(policy);
            if (differ(spec.path("podSelector"), stable, candidate)) {
                warnings.add(told + " holds for the stable pods and not for the candidate's, whose labels differ");
            }
            for (String way : List.of("ingress", "egress")) {
                for (JsonNode rule : spec.path(way)) {
                    for (JsonNode peer : rule.path(way.equals("ingress") ? "from" : "to")) {
                        if (peer.has("podSelector") && differ(peer.path("podSelector"), stable, candidate)) {
                            warnings.add(told + " lets the stable pods through and not the candidate's, whose labels"
                                    + " differ");
                        }
                    }
                }
            }
        }
        return List.copyOf(warnings);
    }

    private static boolean differ(JsonNode selector, Map<String, String> stable, Map<String, String> candidate) {
        return selects(selector, stable) && !selects(selector, candidate);
    }

    static boolean selects(JsonNode selector, Map<String, String> labels) {
        boolean all = labels.entrySet()
                .containsAll(JsonPieces.strings(selector.path("matchLabels")).entrySet());
        for (JsonNode expression : selector.path("matchExpressions")) {
            String value = labels.get(expression.path("key").asText());
            boolean listed = false;
            for (JsonNode one : expression.path("values")) {
                listed |= one.asText().equals(value);
            }
            all &= switch (expression.path("operator").asText()) {
                case "In" -> listed;
                case "NotIn" -> !listed;
                case "Exists" -> value != null;
                default -> value == null;
            };
        }
        return all;
    }
}
