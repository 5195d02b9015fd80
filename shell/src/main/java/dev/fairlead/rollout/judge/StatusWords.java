package dev.fairlead.rollout.judge;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The vocabulary of status fields, as {@code status-words.yaml} has it. */
final class StatusWords {
    /** What a value says of its object. */
    enum Meaning {
        /** As wanted. */
        DONE,
        /** Over for good, and well. */
        ENDED,
        BUSY,
        PAUSED,
        FAILED,
        UNKNOWN
    }

    private static final StatusWords INSTANCE = new StatusWords((Map<?, ?>) RuleFile.read("status-words.yaml"));

    /** By {@code section.role}. */
    private final Map<String, Set<String>> words = new HashMap<>();

    private StatusWords(Map<?, ?> sections) {
        sections.forEach((section, roles) -> ((Map<?, ?>) roles)
                .keySet()
                .forEach(role -> words.put(
                        section + "." + role,
                        new LinkedHashSet<>(RuleFile.texts((Map<?, ?>) roles, String.valueOf(role))))));
    }

    static StatusWords get() {
        return INSTANCE;
    }

    /** A word without case, blanks and punctuation. */
    static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[\\s_.:/-]", "");
    }

    boolean isCondition(String role, String type) {
        String plain = plain(type);
        return switch (role) {
            case "goodEnds" -> ends("conditions", role, plain);
            case "bad" ->
                is("conditions", "bad", plain)
                        || begins("conditions", "badBegins", plain)
                        || ends("conditions", "badEnds", plain) && !plain.startsWith("last");
            default -> is("conditions", role, plain);
        };
    }

    /** Whether a reason of a good condition that is False says that nobody will try again. */
    boolean isFinal(String reason) {
        String plain = plain(reason);
        return words("reasons", "final").stream().anyMatch(plain::contains);
    }

    /** Whether a reason says that something went wrong. */
    boolean isWrong(String reason) {
        String plain = plain(reason);
        boolean denied = plain.startsWith("no") || plain.startsWith("false");
        return !denied && (begins("reasons", "wrongBegins", plain) || ends("reasons", "wrongEnds", plain));
    }

    /** Whether a working condition is True with a reason that says that its work is over. */
    boolean isOver(String reason) {
        return ends("reasons", "over", plain(reason));
    }

    boolean isPaused(String reason) {
        return is("reasons", "paused", plain(reason));
    }

    /** @param once whether the object runs once, so that running is not its end */
    Meaning value(String value, boolean once) {
        String plain = plain(value);
        if (is("values", "failed", plain)) {
            return Meaning.FAILED;
        } else if (is("values", "busy", plain) || once && plain.equals("running")) {
            return Meaning.BUSY;
        } else if (is("values", "paused", plain)) {
            return Meaning.PAUSED;
        } else if (is("values", "last", plain)) {
            return Meaning.ENDED;
        } else if (is("values", "done", plain) || ends("values", "doneEnds", plain)) {
            return Meaning.DONE;
        } else if (begins("values", "failedBegins", plain) || ends("values", "failedEnds", plain)) {
            return Meaning.FAILED;
        }
        String first = plain(value.strip().split("(?<=[a-z])(?=[A-Z])|[\\s_-]", -1)[0]);
        boolean busy = begins("values", "busyBegins", plain)
                || ends("values", "busyEnds", plain) && !is("values", "notBusy", plain)
                || first.endsWith("ing") && !is("values", "notBusy", first);
        return busy ? Meaning.BUSY : Meaning.UNKNOWN;
    }

    /** Whether objects of a kind run once, by its name. */
    boolean runsOnce(String kind) {
        return ends("fields", "onceEnds", plain(kind)) && !kind.startsWith("Cron") && !kind.startsWith("Scheduled");
    }

    boolean isPlainField(String name) {
        return is("fields", "plain", plain(name));
    }

    /** Whether the name of a field ends as those that hold such values, and tells of the present. */
    boolean endsAsField(String name) {
        return ends("fields", "ends", plain(name)) && tellsOfNow(name);
    }

    boolean tellsOfNow(String field) {
        return !begins("fields", "notBegins", plain(field));
    }

    Set<String> counts(String role) {
        return words("counts", role);
    }

    private boolean is(String section, String role, String plain) {
        return words(section, role).contains(plain);
    }

    private boolean begins(String section, String role, String plain) {
        return words(section, role).stream().anyMatch(plain::startsWith);
    }

    private boolean ends(String section, String role, String plain) {
        return words(section, role).stream().anyMatch(plain::endsWith);
    }

    private Set<String> words(String section, String role) {
        return Objects.requireNonNull(words.get(section + "." + role), role);
    }
}
