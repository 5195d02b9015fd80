package dev.fairlead.script.api;

import dev.fairlead.failure.OpsException;
import dev.fairlead.script.run.RunSession;
import dev.fairlead.script.source.ScriptArguments;
import dev.fairlead.text.BoundedRegex;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One option of a script's line, e.g. {@code param("tag").required().matching("v\\d+").value()}. Every refusal is a
 * failure of kind USAGE that names the option.
 */
public final class Parameter {
    private final ScriptArguments arguments;
    private final RunSession session;
    private final String name;
    private String description = "";
    private List<String> choices = List.of();
    private boolean required;
    private boolean secret;
    private @Nullable String otherwise;
    private @Nullable Pattern pattern;

    Parameter(ScriptArguments arguments, RunSession session, String name) {
        this.arguments = arguments;
        this.session = session;
        this.name = name.startsWith("--") ? name.substring(2) : name;
    }

    /** What it is for, in a few words; shown when it is missing or refused. */
    public Parameter describe(String text) {
        description = text;
        return this;
    }

    /** The script does not begin without it. */
    public Parameter required() {
        required = true;
        return this;
    }

    /**
     * Its value is never shown, journalled or recorded. Where the line does not have it, the environment variable of its
     * name in capitals does, or the user is asked; then no history of a shell has it either.
     */
    public Parameter secret() {
        secret = true;
        return this;
    }

    /** The values that it may have. */
    public Parameter choices(String... values) {
        choices = List.of(values);
        return this;
    }

    /** The value where the line has none. */
    public Parameter otherwise(Object value) {
        otherwise = String.valueOf(value);
        return this;
    }

    /** The regular expression that the whole value matches. */
    public Parameter matching(String regex) {
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw arguments.refused("--" + name + ": " + regex + " is no regular expression: " + e.getDescription());
        }
        return this;
    }

    /** The value; empty where the line has none and there is no other, unless it is required. */
    public String value() {
        return optional().orElse("");
    }

    /** The value, empty where the line has none and there is no other. */
    public Optional<String> optional() {
        Optional<String> given = arguments.option(name).or(this::unsaid);
        given.filter(value -> secret).ifPresent(session.secrets()::add);
        if (given.isEmpty() && required) {
            throw arguments.refused("--" + name + " is missing" + described()).hint(arguments.example(name));
        }
        given.ifPresent(this::check);
        Optional<String> value = given.or(() -> Optional.ofNullable(otherwise));
        session.asked(name, value.orElse(""), secret);
        return value;
    }

    /** A secret that is not on the line. */
    private Optional<String> unsaid() {
        return secret
                ? session.secret(name, name.toUpperCase(Locale.ROOT).replace('-', '_'), required)
                : Optional.empty();
    }

    /** The value as a whole number; zero where there is none. */
    public int number() {
        String value = optional().orElse("0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw refused(value, "it is a whole number");
        }
    }

    /** Whether the option stands on the line, without a value. */
    public boolean flag() {
        boolean set = arguments.flag(name);
        session.asked(name, String.valueOf(set), false);
        return set;
    }

    private void check(String value) {
        if (!choices.isEmpty() && !choices.contains(value)) {
            throw refused(value, "it is one of " + String.join(", ", choices));
        }
        Pattern wanted = pattern;
        if (wanted != null && !BoundedRegex.matches(wanted, value)) {
            throw refused(value, "it matches " + wanted.pattern());
        }
    }

    private OpsException refused(String value, String rule) {
        return arguments.refused(
                "--" + name + " cannot be \"" + (secret ? "***" : value) + "\": " + rule + described());
    }

    private String described() {
        return description.isEmpty() ? "" : " (" + description + ")";
    }
}
