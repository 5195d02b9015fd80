package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.Masking;
import dev.fairlead.settings.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gate's text: its kind, its options, its argument; nothing of it is understood yet. */
final class GateText {
    private static final Pattern OPTION = Pattern.compile("([a-z][a-z0-9-]*)=(?!=).*", Pattern.DOTALL);

    private final String kind;
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private String argument = "";

    GateText(String kind) {
        this.kind = kind;
    }

    /** @throws OpsException of kind USAGE */
    static GateText of(String text) {
        WordReader reader = new WordReader(text.strip());
        try {
            GateText gate = new GateText(reader.word());
            for (reader.skipBlanks(); !reader.atEnd(); reader.skipBlanks()) {
                String rest = reader.rest();
                Matcher option = OPTION.matcher(rest);
                if (!option.matches()) {
                    String argument = rest.equals("--") || rest.startsWith("-- ") ? rest.substring(2) : rest;
                    return gate.argument(argument.strip());
                }
                String word = reader.word();
                gate.add(option.group(1), word.substring(option.group(1).length() + 1));
            }
            return gate;
        } catch (IllegalArgumentException e) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "cannot read the gate \"" + Masking.text(text.strip()) + "\": " + e.getMessage());
        }
    }

    String kind() {
        return kind;
    }

    String argument() {
        return argument;
    }

    Map<String, List<String>> options() {
        return options;
    }

    GateText argument(String text) {
        argument = text;
        return this;
    }

    GateText add(String option, String value) {
        options.computeIfAbsent(option, name -> new ArrayList<>()).add(value);
        return this;
    }

    /** Adds an option that has a value. */
    GateText with(String option, Optional<?> value) {
        value.ifPresent(present -> add(option, shown(present)));
        return this;
    }

    /** Adds an option whose value is not what it is anyway. */
    GateText unless(Object otherwise, String option, Object value) {
        return value.equals(otherwise) ? this : add(option, shown(value));
    }

    private static String shown(Object value) {
        return value instanceof Duration duration ? Durations.text(duration) : value.toString();
    }

    /** As it is typed. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind);
        options.forEach((name, values) -> values.forEach(
                value -> text.append(' ').append(name).append('=').append(quoted(value))));
        boolean ambiguous = OPTION.matcher(argument).matches() || argument.startsWith("--") || argument.startsWith("#");
        if (ambiguous) {
            text.append(" --");
        }
        return argument.isEmpty()
                ? text.toString()
                : text.append(' ').append(argument).toString();
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "''" : WordReader.quote(value);
    }
}
