package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of any kind, read by the names of its fields. */
record ObjectView(GenericKubernetesResource object) {
    /** Lists of a status whose items have conditions of their own, in the Gateway API and what follows it. */
    private static final Set<String> NESTED = Set.of("parents", "ancestors", "listeners");

    /**
     * One of {@code status.conditions}.
     *
     * @param status {@code True}, {@code False} or {@code Unknown}
     * @param severity as Cluster API and Azure Service Operator have it; empty elsewhere
     * @param since when it became what it is; empty where it does not say
     * @param behind whether it is about an older generation
     */
    record Condition(
            String type, String status, String reason, String message, String severity, String since, boolean behind) {
        boolean isTrue() {
            return status.equalsIgnoreCase("True");
        }

        boolean isFalse() {
            return status.equalsIgnoreCase("False");
        }

        /** What it says, in the cluster's words; its reason where it has no message, its own value where it has neither. */
        String words() {
            String words = message.isBlank() ? reason : message.strip();
            return words.isBlank() ? type + " is " + (status.isBlank() ? "not set" : status) : words;
        }
    }

    /**
     * Conditions that belong together.
     *
     * @param of whose they are, e.g. {@code parent eg}; empty for the object's own
     */
    record Conditions(String of, List<Condition> all) {
        List<Condition> fresh() {
            return all.stream().filter(c -> !c.behind()).toList();
        }

        Optional<Condition> of(String type) {
            return all.stream().filter(c -> c.type().equalsIgnoreCase(type)).findFirst();
        }
    }

    /** The group of the API, empty for the core group. */
    String group() {
        String version = object.getApiVersion();
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }

    String kind() {
        return object.getKind();
    }

    /** As it is typed: {@code service/web}, {@code certificate.cert-manager.io/web}. */
    String shown() {
        String kind = object.getKind().toLowerCase(Locale.ROOT);
        return kind + (group().isEmpty() ? "" : "." + group()) + "/"
                + object.getMetadata().getName();
    }

    /** A field's text; empty where there is none. */
    String text(Object... path) {
        Object value = object.get(path);
        return value == null || value instanceof Map || value instanceof List ? "" : String.valueOf(value);
    }

    /** The same by a path with dots between the names. */
    String textAt(String path) {
        return text((Object[]) path.split("\\."));
    }

    boolean has(Object... path) {
        Object value = object.get(path);
        return value instanceof Map<?, ?> map
                ? !map.isEmpty()
                : value instanceof List<?> list ? !list.isEmpty() : value != null;
    }

    /** Empty where the field is missing or no number; some controllers write numbers as text. */
    Optional<Long> number(Object... path) {
        String text = text(path);
        return text.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    boolean isTrue(Object... path) {
        return text(path).equals("true");
    }

    Map<?, ?> status() {
        return object.get("status") instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Whether its status says anything: lists and maps that are empty do not. */
    boolean hasStatus() {
        return status().values().stream()
                .anyMatch(value -> value instanceof Map<?, ?> map
                        ? !map.isEmpty()
                        : value instanceof List<?> list
                                ? !list.isEmpty()
                                : value != null && !String.valueOf(value).isBlank());
    }

    long generation() {
        return Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    }

    String annotation(String name) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(name, "");
    }

    boolean hasAnnotation(String name) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(name);
    }

    /** Those that are about the present generation: older ones speak of what is no more wanted. */
    List<Condition> conditions() {
        return own().fresh();
    }

    Optional<Condition> condition(String type) {
        return conditions().stream().filter(c -> c.type().equals(type)).findFirst();
    }

    /** All of its own. */
    Conditions own() {
        return new Conditions("", conditions(object.get("status", "conditions")));
    }

    /** Those of each parent, ancestor or listener. */
    List<Conditions> nested() {
        List<Conditions> nested = new ArrayList<>();
        NESTED.stream().sorted().forEach(name -> nested.addAll(each("status." + name)));
        return nested;
    }

    /** Those of each item of a list; what a controller has left of what is gone does not count. */
    List<Conditions> each(String path) {
        List<Conditions> each = new ArrayList<>();
        if (!(object.get((Object[]) path.split("\\.")) instanceof List<?> items)) {
            return each;
        }
        String noun = path.substring(path.lastIndexOf('.') + 1).replaceAll("s$", "");
        for (Object item : items) {
            if (item instanceof Map<?, ?> fields && !isLeftOver(fields, items)) {
                each.add(new Conditions((noun + " " + name(fields)).strip(), conditions(fields.get("conditions"))));
            }
        }
        return each;
    }

    /**
     * A controller writes all its items of an object at once: one that it has left behind is of what is gone. And one that
     * does not know the target leaves it to the controller that has accepted it.
     */
    private boolean isLeftOver(Map<?, ?> item, List<?> items) {
        String controller = text(item, "controllerName");
        boolean behind = isBehind(item);
        boolean strange = condition(item, "Accepted")
                .filter(c -> c.isFalse() && c.reason().equals("TargetNotFound"))
                .isPresent();
        return !controller.isEmpty()
                && items.stream()
                        .anyMatch(other -> other instanceof Map<?, ?> fields
                                && !isBehind(fields)
                                && (text(fields, "controllerName").equals(controller)
                                        ? behind
                                        : strange
                                                && name(fields).equals(name(item))
                                                && condition(fields, "Accepted")
                                                        .filter(Condition::isTrue)
                                                        .isPresent()));
    }

    private Optional<Condition> condition(Map<?, ?> item, String type) {
        return new Conditions("", conditions(item.get("conditions"))).of(type);
    }

    private boolean isBehind(Map<?, ?> item) {
        List<Condition> conditions = conditions(item.get("conditions"));
        return conditions.isEmpty() || conditions.stream().anyMatch(Condition::behind);
    }

    private static String name(Map<?, ?> item) {
        for (String ref : List.of("parentRef", "ancestorRef")) {
            if (item.get(ref) instanceof Map<?, ?> fields) {
                return text(fields, "name");
            }
        }
        return text(item, "name");
    }

    private List<Condition> conditions(@Nullable Object list) {
        List<Condition> conditions = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> fields) {
                    conditions.add(condition(fields));
                }
            }
        }
        return conditions;
    }

    private Condition condition(Map<?, ?> fields) {
        String observed = text(fields, "observedGeneration");
        return new Condition(
                text(fields, "type"),
                text(fields, "status"),
                text(fields, "reason"),
                text(fields, "message"),
                text(fields, "severity"),
                text(fields, "lastTransitionTime"),
                observed.matches("\\d{1,18}") && Long.parseLong(observed) < generation());
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : String.valueOf(value);
    }
}
