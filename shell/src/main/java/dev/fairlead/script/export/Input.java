package dev.fairlead.script.export;

import dev.fairlead.script.ast.DeclaredParameter;
import java.util.Locale;

/**
 * A parameter of a script as a pipeline asks for it.
 *
 * @param option without dashes
 * @param standard the value where nobody says another; empty where there is none that the source alone tells
 */
record Input(String option, String description, boolean required, boolean flag, boolean secret, String standard) {

    static Input of(DeclaredParameter asked) {
        return new Input(
                asked.name(),
                asked.text("describe").orElse(""),
                asked.isRequired(),
                asked.isFlag(),
                asked.isSecret(),
                asked.text("otherwise").orElse(""));
    }

    /** The variable that carries it; the prefix keeps {@code --path} away from {@code PATH}. */
    String variable() {
        return (secret ? "SECRET_" : "PARAM_") + option.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** A name of letters, digits and dashes. */
    String id() {
        String plain = option.replaceAll("[^A-Za-z0-9-]", "-");
        return plain.matches("[A-Za-z].*") ? plain : "p" + plain;
    }

    /** What a form says of it. */
    String label() {
        return (description.isEmpty() ? "--" + option : description) + (required ? " (required)" : "");
    }
}
