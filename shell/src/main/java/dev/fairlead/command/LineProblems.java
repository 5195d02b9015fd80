package dev.fairlead.command;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;

/** Why lines that a program holds are no commands, also where a part of a line is known only when it runs. */
public final class LineProblems {
    private final CommandTree commands;
    private final String unknown;

    /** @param unknown what stands in a line for what is not known yet */
    public LineProblems(CommandTree commands, String unknown) {
        this.commands = commands;
        this.unknown = unknown;
    }

    /** Empty for a line that a command understands; runs nothing. */
    public Optional<OpsException> of(String line) {
        try {
            List<String> words = LineParser.words(line);
            if (words.isEmpty()) {
                throw new OpsException(FailureKind.USAGE, "the line is empty");
            }
            if (words.stream().anyMatch(word -> word.contains(unknown))) {
                partly(words);
            } else {
                commands.parse(words);
            }
            return Optional.empty();
        } catch (OpsException e) {
            return Optional.of(e);
        }
    }

    /** Looks at what is known: the command's own words and the names of its options. */
    private void partly(List<String> words) {
        CommandModel command = commands.model();
        int at = 0;
        while (at < words.size() && !command.subcommands().isEmpty()) {
            if (words.get(at).contains(unknown)) {
                return;
            }
            Optional<CommandModel> next = command.subcommand(words.get(at));
            if (next.isEmpty()) {
                // says what is wrong better than could be said here
                commands.parse(words.subList(0, at + 1));
                return;
            }
            command = next.get();
            at++;
        }
        if (!command.name().equals("run")) {
            options(command, words.subList(0, at), words.subList(at, words.size()));
        }
    }

    private void options(CommandModel command, List<String> path, List<String> rest) {
        List<String> names = command.options().stream()
                .flatMap(option -> option.names().stream())
                .toList();
        for (String word : rest) {
            String name = word.split("=", 2)[0];
            if (word.equals("--")) {
                return;
            }
            if (name.startsWith("--") && !name.contains(unknown) && !names.contains(name)) {
                OpsException failure = new OpsException(
                        FailureKind.USAGE, String.join(" ", path) + ": unknown option: '" + name + "'");
                for (String near : NearestNames.to(name, names, 1)) {
                    failure = failure.hint(String.join(" ", path) + " " + near);
                }
                throw failure;
            }
        }
    }
}
