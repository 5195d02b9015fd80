package dev.fairlead.script;

import dev.fairlead.failure.OpsException;
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
    private final String name;
    private String description = "";
    private boolean required;
    private @Nullable String otherwise;
    private @Nullable Pattern pattern;

    Parameter(ScriptArguments arguments, String name) {
        this.arguments = arguments;
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
        Optional<String> given = arguments.option(name);
        if (given.isEmpty() && required) {
            throw arguments.refused("--" + name + " is missing" + described()).hint(arguments.example(name));
        }
        given.ifPresent(this::check);
        return given.or(() -> Optional.ofNullable(otherwise));
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
        return arguments.flag(name);
    }

    private void check(String value) {
        Pattern wanted = pattern;
        if (wanted != null && !wanted.matcher(value).matches()) {
            throw refused(value, "it matches " + wanted.pattern());
        }
    }

    private OpsException refused(String value, String rule) {
        return arguments.refused("--" + name + " cannot be \"" + value + "\": " + rule + described());
    }

    private String described() {
        return description.isEmpty() ? "" : " (" + description + ")";
    }
}
