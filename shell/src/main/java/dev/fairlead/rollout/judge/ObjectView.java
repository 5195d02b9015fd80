package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An object of any kind, read by the names of its fields. */
record ObjectView(GenericKubernetesResource object) {

    /**
     * One of {@code status.conditions}.
     *
     * @param status {@code True}, {@code False} or {@code Unknown}
     */
    record Condition(String type, String status, String reason, String message) {
        boolean isTrue() {
            return status.equals("True");
        }

        boolean isFalse() {
            return status.equals("False");
        }

        /** What it says, in the cluster's words; its reason where it has no message. */
        String words() {
            return message.isBlank() ? reason : message.strip();
        }
    }

    /** The group of the API, empty for the core group. */
    String group() {
        String version = object.getApiVersion();
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
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

    long generation() {
        return Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    }

    /** Those that are about the present generation: older ones speak of what is no more wanted. */
    List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        if (object.get("status", "conditions") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> fields && isPresent(fields)) {
                    conditions.add(new Condition(
                            text(fields, "type"),
                            text(fields, "status"),
                            text(fields, "reason"),
                            text(fields, "message")));
                }
            }
        }
        return conditions;
    }

    Optional<Condition> condition(String type) {
        return conditions().stream().filter(c -> c.type().equals(type)).findFirst();
    }

    private boolean isPresent(Map<?, ?> condition) {
        String observed = text(condition, "observedGeneration");
        return !observed.matches("\\d{1,18}") || Long.parseLong(observed) >= generation();
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : String.valueOf(value);
    }
}
