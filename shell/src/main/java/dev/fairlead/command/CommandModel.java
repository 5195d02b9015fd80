package dev.fairlead.command;

import java.util.List;
import java.util.Optional;

/**
 * A command as data: what completion, the shells' completion files and the docs need to know of it.
 *
 * @param name the word that names it; the launcher's for the root
 * @param description one sentence
 * @param options visible options, in the order of the help
 * @param positionals positional parameters, in order
 * @param subcommands in the order of the help
 */
public record CommandModel(
        String name,
        String description,
        List<Option> options,
        List<Positional> positionals,
        List<CommandModel> subcommands) {

    /**
     * @param names e.g. {@code -o}, {@code --output}
     * @param valueLabel empty where the option takes no value
     * @param values the only values it takes, empty where any
     */
    public record Option(
            List<String> names,
            String valueLabel,
            String description,
            List<String> values,
            Optional<Candidate> candidate,
            boolean repeatable) {
        public boolean takesValue() {
            return !valueLabel.isEmpty();
        }
    }

    /** @param repeatable whether all further words are values of it too */
    public record Positional(
            String label,
            String description,
            List<String> values,
            Optional<Candidate> candidate,
            boolean required,
            boolean repeatable) {}

    /** The subcommand of that name. */
    public Optional<CommandModel> subcommand(String word) {
        return subcommands.stream().filter(c -> c.name().equals(word)).findFirst();
    }
}
