package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects a label selector and a field selector mean. */
public final class ObjectSelectors {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");

    /** By what else than name and namespace the objects of a kind can be chosen. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Pod",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "Event",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "Secret",
            Set.of("type"),
            "Namespace",
            Set.of("status.phase"),
            "Node",
            Set.of("spec.unschedulable"),
            "Service",
            Set.of("spec.clusterIP", "spec.type"),
            "ReplicaSet",
            Set.of("status.replicas"),
            "Job",
            Set.of("status.successful"));

    private ObjectSelectors() {}

    /**
     * Both as in a query; an empty one is met by all.
     *
     * @throws StatusRefusal for a selector that cannot be read, or a field that a kind's objects cannot be chosen by
     */
    static Predicate<JsonNode> of(Kind kind, String labels, String fields) {
        Predicate<JsonNode> all = object -> true;
        for (String part : parts(labels)) {
            all = all.and(label(part.strip()));
        }
        for (String part : parts(fields)) {
            all = all.and(field(kind, part.strip()));
        }
        return all;
    }

    /** Whether labels are those that a LabelSelector means; an empty one means all. */
    public static boolean matches(JsonNode selector, JsonNode labels) {
        for (var wanted : selector.path("matchLabels").properties()) {
            if (!labels.path(wanted.getKey())
                    .asText("")
                    .equals(wanted.getValue().asText())) {
                return false;
            }
        }
        for (JsonNode wanted : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            wanted.path("values").forEach(value -> values.add(value.asText()));
            JsonNode label = labels.path(wanted.path("key").asText());
            boolean met = switch (wanted.path("operator").asText()) {
                case "In" -> !label.isMissingNode() && values.contains(label.asText());
                case "NotIn" -> label.isMissingNode() || !values.contains(label.asText());
                case "Exists" -> !label.isMissingNode();
                default -> label.isMissingNode();
            };
            if (!met) {
                return false;
            }
        }
        return true;
    }

    /** Commas within brackets part values and not requirements. */
    private static List<String> parts(String selector) {
        return selector.isBlank() ? List.of() : Arrays.asList(selector.split(",(?![^(]*\\))"));
    }

    private static Predicate<JsonNode> label(String part) {
        if (!part.matches("!?\\s*[A-Za-z0-9].*")) {
            String found = part.isEmpty() ? "" : part.substring(0, 1);
            throw StatusRefusal.bad("found '" + found + "', expected: !, identifier, or 'end of string'");
        }
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            boolean in = set.group(2).equals("in");
            return object -> {
                JsonNode label = labels(object).path(set.group(1));
                return in
                        ? !label.isMissingNode() && values.contains(label.asText())
                        : label.isMissingNode() || !values.contains(label.asText());
            };
        }
        if (part.contains("!=")) {
            String[] pair = part.split("!=", 2);
            return object -> !labels(object).path(pair[0].strip()).asText("").equals(pair[1].strip());
        }
        if (part.contains("=")) {
            String[] pair = part.split("==?", 2);
            return object -> {
                JsonNode label = labels(object).path(pair[0].strip());
                return !label.isMissingNode() && label.asText().equals(pair[1].strip());
            };
        }
        return part.startsWith("!")
                ? object -> !labels(object).has(part.substring(1).strip())
                : object -> labels(object).has(part);
    }

    private static Predicate<JsonNode> field(Kind kind, String part) {
        boolean not = part.contains("!=");
        String[] pair = part.split(not ? "!=" : "==?", 2);
        if (pair.length < 2) {
            throw StatusRefusal.bad("invalid selector: '" + part + "'; can't understand it");
        }
        Set<String> more = FIELDS.get(kind.name());
        if (!pair[0].strip().matches("metadata\\.name(space)?") && (more == null || !more.contains(pair[0].strip()))) {
            throw StatusRefusal.bad(
                    more == null && !kind.custom()
                            ? "\"" + pair[0].strip() + "\" is not a known field selector: only \"metadata.name\","
                                    + " \"metadata.namespace\""
                            : "field label not supported: " + pair[0].strip());
        }
        String pointer = "/" + pair[0].strip().replace('.', '/');
        return object -> object.at(pointer).asText("").equals(pair[1].strip()) != not;
    }

    private static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }
}
