package dev.fairlead.rollout.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What fields such as {@code status.phase} say as words, and what counts say. {@code phase} is what older operators have
 * (kubernetes/community, api-conventions.md calls it deprecated), {@code state} and {@code health} others'; what no word of
 * {@code status-words.yaml} knows says nothing.
 */
final class ValueRules {
    private final StatusWords words = StatusWords.get();
    private final ObjectView object;
    private final boolean once;

    ValueRules(ObjectView object, Optional<KindRow> row) {
        this.object = object;
        this.once = row.map(KindRow::once).orElseGet(() -> words.runsOnce(object.kind()));
    }

    /**
     * By the row of its kind: the fields that it names must be there and say that it is well.
     *
     * @param well whether its conditions say so already, so that a field may be missing
     */
    List<KnownAnnotations> told(KindRow row, boolean well) {
        List<KnownAnnotations> told = new ArrayList<>();
        for (String path : row.at()) {
            String value = object.textAt(path);
            String name = path.substring(path.lastIndexOf('.') + 1);
            if (value.isEmpty()) {
                if (!well) {
                    told.add(KnownAnnotations.waiting("its " + shown(path) + " is not known yet"));
                }
                continue;
            }
            StatusWords.Meaning meaning = row.meaning(value).orElseGet(() -> words.value(value, once));
            boolean strange = meaning == StatusWords.Meaning.UNKNOWN;
            told.add(
                    of(shown(path), name, value, strange && row.done().isEmpty() ? StatusWords.Meaning.DONE : meaning));
        }
        row.counts().forEach(pair -> counted(pair).ifPresent(told::add));
        return told;
    }

    /** What is always looked at. */
    List<KnownAnnotations> told() {
        List<KnownAnnotations> told = new ArrayList<>();
        object.status().forEach((name, value) -> {
            if (words.isPlainField(String.valueOf(name)) && isScalar(value)) {
                known(String.valueOf(name), String.valueOf(value)).ifPresent(told::add);
            }
        });
        counts().forEach(told::add);
        for (String flag : List.of("ready", "healthy", "available")) {
            flag(flag).ifPresent(told::add);
        }
        String reason = object.text("status", "failureReason");
        String message = object.text("status", "failureMessage");
        if (!reason.isBlank() || !message.isBlank()) {
            told.add(KnownAnnotations.failed("failed", "failed: " + (message.isBlank() ? reason : message.strip())));
        }
        return told;
    }

    /** Where nothing of that tells: fields whose names end so, fields one level below, and errors. */
    List<KnownAnnotations> further() {
        List<KnownAnnotations> told = new ArrayList<>();
        object.status().forEach((key, value) -> {
            String name = String.valueOf(key);
            if (isScalar(value) && !words.isPlainField(name) && words.endsAsField(name)) {
                known(name, String.valueOf(value)).ifPresent(told::add);
            } else if (value instanceof Map<?, ?> below && words.tellsOfNow(name)) {
                below.forEach((inner, innerValue) -> {
                    if (words.isPlainField(String.valueOf(inner)) && isScalar(innerValue)) {
                        known(name + "." + inner, String.valueOf(innerValue)).ifPresent(told::add);
                    }
                });
            }
        });
        for (String flag : List.of("initialized", "synced", "deployed", "provisioned", "installed", "reconciled")) {
            flag(flag).ifPresent(told::add);
        }
        for (String name : List.of("error", "errorMessage")) {
            String error = object.text("status", name);
            if (!error.isBlank()) {
                told.add(KnownAnnotations.failed("error", "error: " + error.strip()));
            }
        }
        return told;
    }

    private Optional<KnownAnnotations> known(String field, String value) {
        StatusWords.Meaning meaning = words.value(value, once);
        String name = field.substring(field.lastIndexOf('.') + 1);
        return meaning == StatusWords.Meaning.UNKNOWN || value.isBlank()
                ? Optional.empty()
                : Optional.of(of(shown(field), name, value, meaning));
    }

    private KnownAnnotations of(String shown, String name, String value, StatusWords.Meaning meaning) {
        String own = object.text("status", "message");
        String is = "its " + shown + " is " + value;
        return switch (meaning) {
            case FAILED ->
                KnownAnnotations.failed(name.toLowerCase(Locale.ROOT) + " " + value, own.isBlank() ? is : own.strip());
            case PAUSED -> KnownAnnotations.waiting("paused", "paused: " + (own.isBlank() ? is : own.strip()));
            case ENDED -> KnownAnnotations.ended(is);
            case DONE -> KnownAnnotations.current(is);
            default -> KnownAnnotations.waiting(is + (own.isBlank() ? "" : ": " + own.strip()));
        };
    }

    private Optional<KnownAnnotations> flag(String name) {
        String value = object.text("status", name);
        boolean known = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        return known
                ? Optional.of(
                        value.equalsIgnoreCase("true")
                                ? KnownAnnotations.current(name)
                                : KnownAnnotations.waiting("not " + name, "not " + name))
                : Optional.empty();
    }

    private List<KnownAnnotations> counts() {
        List<KnownAnnotations> told = new ArrayList<>();
        for (String noun : words.counts("nouns")) {
            Optional<Long> wanted = object.number("spec", noun).or(() -> object.number("status", noun));
            boolean partly = object.has("spec", "updateStrategy", "partition")
                    || object.has("spec", "updateStrategy", "rollingUpdate", "partition");
            for (String begin : words.counts("begins")) {
                String field = begin + noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
                if (wanted.isPresent() && !(partly && begin.equals("updated"))) {
                    object.number("status", field)
                            .filter(count -> count < wanted.get())
                            .ifPresent(count -> told.add(KnownAnnotations.waiting(
                                    count + " of " + wanted.get() + " " + noun + " are " + begin)));
                }
            }
        }
        return told;
    }

    private Optional<KnownAnnotations> counted(String pair) {
        String[] paths = pair.split("<");
        Optional<Long> wanted = object.number((Object[]) paths[1].split("\\."));
        long count = object.number((Object[]) paths[0].split("\\.")).orElse(0L);
        return wanted.map(number -> count < number
                ? KnownAnnotations.waiting(
                        paths[0].substring(paths[0].indexOf('.') + 1) + " is " + count + " of " + number)
                : KnownAnnotations.current(
                        paths[0].substring(paths[0].indexOf('.') + 1) + " is " + count + " of " + number));
    }

    private static boolean isScalar(Object value) {
        return value != null && !(value instanceof Map) && !(value instanceof List);
    }

    private static String shown(String path) {
        return path.startsWith("status.") ? path.substring("status.".length()) : path;
    }
}
