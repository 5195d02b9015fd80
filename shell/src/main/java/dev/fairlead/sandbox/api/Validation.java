package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the API server refuses in an object's content, as far as people run into it. */
final class Validation {
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final int LONGEST = 253;
    private static final Set<String> ANY_NAME =
            Set.of("Event", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");
    private static final Set<String> TEMPLATED =
            Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "Pod");
    private static final Set<String> MUTABLE_IN_STATEFUL_SETS = Set.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    private final List<StatusRefusal.Cause> causes = new ArrayList<>();

    private Validation() {}

    /** @throws StatusRefusal with every cause that was found */
    static void check(Kind kind, JsonNode before, JsonNode object) {
        Validation validation = new Validation();
        String name = object.at("/metadata/name").asText();
        if (!ANY_NAME.contains(kind.name())
                && (name.length() > LONGEST || !SUBDOMAIN.matcher(name).matches())) {
            validation.invalid(
                    "metadata.name",
                    name,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                            + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
                            + " '" + SUBDOMAIN + "')");
        }
        if (!kind.custom()) {
            validation.builtIn(kind, before, object);
        }
        if (!validation.causes.isEmpty()) {
            throw StatusRefusal.invalid(kind, name, validation.causes);
        }
    }

    private void builtIn(Kind kind, JsonNode before, JsonNode object) {
        JsonNode spec = object.path("spec");
        if (TEMPLATED.contains(kind.name())) {
            boolean pod = kind.equals(Kinds.POD);
            podSpec(pod ? spec : spec.at("/template/spec"), pod ? "spec" : "spec.template.spec");
            if (!pod && !kind.equals(Kinds.JOB)) {
                selector(before, spec);
            }
        }
        if (spec.path("replicas").asInt() < 0) {
            invalid("spec.replicas", spec.path("replicas").asText(), "must be greater than or equal to 0");
        }
        if (kind.equals(Kinds.DEPLOYMENT)) {
            JsonNode rolling = spec.at("/strategy/rollingUpdate");
            if (isZero(rolling.path("maxSurge")) && isZero(rolling.path("maxUnavailable"))) {
                invalid("spec.strategy.rollingUpdate.maxUnavailable", "0", "may not be 0 when `maxSurge` is 0");
            }
        }
        if (kind.equals(Kinds.STATEFUL_SET) && before.isObject()) {
            statefulSet(before.path("spec"), spec);
        }
        if (kind.equals(Kinds.JOB)
                && before.isObject()
                && !before.at("/spec/template").equals(spec.path("template"))) {
            invalid("spec.template", "", "field is immutable");
        }
        if (kind.equals(Kinds.SERVICE)) {
            service(before, spec);
        }
        if (kind.equals(Kinds.CONFIG_MAP) || kind.equals(Kinds.SECRET)) {
            configuration(before, object);
        }
    }

    private void configuration(JsonNode before, JsonNode object) {
        for (String field : List.of("data", "binaryData")) {
            object.path(field).fieldNames().forEachRemaining(key -> configKey(field + "[" + key + "]", key));
        }
        if (before.path("immutable").asBoolean() && !before.path("data").equals(object.path("data"))) {
            causes.add(new StatusRefusal.Cause(
                    "FieldValueForbidden", "Forbidden: field is immutable when `immutable` is set", "data"));
        }
    }

    private void configKey(String field, String key) {
        if (key.length() > LONGEST) {
            invalid(field, key, "must be no more than " + LONGEST + " characters");
        }
        if (!CONFIG_KEY.matcher(key).matches()) {
            invalid(
                    field,
                    key,
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or"
                            + " 'KEY_NAME',  or 'key-name', regex used for validation is '" + CONFIG_KEY + "')");
        }
        if (key.equals(".")) {
            invalid(field, key, "must not be '.'");
        } else if (key.equals("..")) {
            invalid(field, key, "must not be '..'");
        } else if (key.startsWith("..")) {
            invalid(field, key, "must not start with '..'");
        }
    }

    private static boolean isZero(JsonNode value) {
        return value.asText().matches("0%?");
    }

    private void podSpec(JsonNode spec, String at) {
        if (spec.path("containers").isEmpty()) {
            causes.add(new StatusRefusal.Cause("FieldValueRequired", "Required value", at + ".containers"));
        }
        Set<String> names = new HashSet<>();
        for (String list : List.of("initContainers", "containers")) {
            for (int i = 0; i < spec.path(list).size(); i++) {
                JsonNode container = spec.path(list).get(i);
                String here = at + "." + list + "[" + i + "]";
                String name = container.path("name").asText("");
                if (name.isEmpty()) {
                    causes.add(new StatusRefusal.Cause("FieldValueRequired", "Required value", here + ".name"));
                } else if (!names.add(name)) {
                    causes.add(new StatusRefusal.Cause(
                            "FieldValueDuplicate", "Duplicate value: \"" + name + "\"", here + ".name"));
                }
                if (container.path("image").asText("").isEmpty()) {
                    causes.add(new StatusRefusal.Cause("FieldValueRequired", "Required value", here + ".image"));
                }
                mounts(spec, container, here);
                resources(container.path("resources"), here + ".resources.requests");
            }
        }
    }

    private void resources(JsonNode resources, String at) {
        for (var request : resources.path("requests").properties()) {
            JsonNode limit = resources.path("limits").path(request.getKey());
            var asked = ResourceQuantities.of(request.getValue());
            var most = ResourceQuantities.of(limit);
            if (asked.isPresent() && most.isPresent() && asked.get().compareTo(most.get()) > 0) {
                String why = "must be less than or equal to " + request.getKey() + " limit of " + limit.asText();
                causes.add(new StatusRefusal.Cause(
                        "FieldValueInvalid",
                        "Invalid value: \"" + request.getValue().asText() + "\": " + why,
                        at));
            }
        }
    }

    private void mounts(JsonNode spec, JsonNode container, String here) {
        Set<String> volumes = new HashSet<>();
        spec.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
        spec.path("volumeClaimTemplates")
                .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
        for (int i = 0; i < container.path("volumeMounts").size(); i++) {
            String name = container.path("volumeMounts").get(i).path("name").asText();
            if (!volumes.contains(name) && !spec.path("volumes").isMissingNode()) {
                causes.add(new StatusRefusal.Cause(
                        "FieldValueNotFound", "Not found: \"" + name + "\"", here + ".volumeMounts[" + i + "].name"));
            }
        }
    }

    private void selector(JsonNode before, JsonNode spec) {
        JsonNode selector = spec.path("selector");
        if (selector.isEmpty()) {
            causes.add(new StatusRefusal.Cause("FieldValueRequired", "Required value", "spec.selector"));
        } else if (!ObjectSelectors.matches(selector, spec.at("/template/metadata/labels"))) {
            invalid(
                    "spec.template.metadata.labels",
                    spec.at("/template/metadata/labels").toString(),
                    "`selector` does not match template `labels`");
        }
        if (before.isObject() && !before.at("/spec/selector").equals(selector)) {
            invalid("spec.selector", selector.toString(), "field is immutable");
        }
    }

    private void statefulSet(JsonNode before, JsonNode spec) {
        boolean forbidden = spec.properties().stream()
                .anyMatch(field -> !MUTABLE_IN_STATEFUL_SETS.contains(field.getKey())
                        && !field.getValue().equals(before.path(field.getKey())));
        if (forbidden) {
            causes.add(new StatusRefusal.Cause(
                    "FieldValueForbidden",
                    "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden",
                    "spec"));
        }
    }

    private void service(JsonNode before, JsonNode spec) {
        boolean external = spec.path("type").asText().equals("ExternalName");
        boolean headless = spec.path("clusterIP").asText().equals("None");
        if (spec.path("ports").isEmpty() && !external && !headless) {
            causes.add(new StatusRefusal.Cause("FieldValueRequired", "Required value", "spec.ports"));
        }
        for (int i = 0; i < spec.path("ports").size(); i++) {
            JsonNode port = spec.path("ports").get(i);
            int number = port.path("port").asInt();
            if (number < 1 || number > 65535) {
                invalid(
                        "spec.ports[" + i + "].port",
                        Integer.toString(number),
                        "must be between 1 and 65535, inclusive");
            }
            if (spec.path("ports").size() > 1 && !port.has("name")) {
                causes.add(
                        new StatusRefusal.Cause("FieldValueRequired", "Required value", "spec.ports[" + i + "].name"));
            }
        }
        String ip = before.at("/spec/clusterIP").asText("");
        if (!ip.isEmpty() && !external && !ip.equals(spec.path("clusterIP").asText())) {
            invalid("spec.clusterIPs[0]", spec.path("clusterIP").toString(), "may not change once set");
        }
    }

    private void invalid(String field, String value, String why) {
        String shown = value.startsWith("{") || value.matches("-?\\d+") ? value : "\"" + value + "\"";
        causes.add(new StatusRefusal.Cause("FieldValueInvalid", "Invalid value: " + shown + ": " + why, field));
    }
}
