package dev.fairlead.completion.shells;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.CommandModel;
import dev.fairlead.completion.ScriptOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command and where it stands.
 *
 * @param path its words, without the launcher's; empty for the root
 * @param root the root of its tree
 */
record ScriptPosition(List<String> path, CommandModel command, CommandModel root) {
    /** What a shell itself can complete a value with. */
    enum Source {
        NOTHING,
        VALUES,
        FILES,
        DIRECTORIES
    }

    /** Every command of a tree, the root first. */
    static List<ScriptPosition> all(CommandModel root) {
        List<ScriptPosition> places = new ArrayList<>();
        collect(new ScriptPosition(List.of(), root, root), places);
        return places;
    }

    private static void collect(ScriptPosition place, List<ScriptPosition> places) {
        places.add(place);
        for (CommandModel sub : place.command().subcommands()) {
            List<String> path = new ArrayList<>(place.path());
            path.add(sub.name());
            collect(new ScriptPosition(List.copyOf(path), sub, place.root()), places);
        }
    }

    /** Whether it hands all words behind a script's name to the script, so that only fairlead knows what may follow. */
    boolean runsScript() {
        return command.positionals().stream().anyMatch(positional -> ScriptOptions.isScript(command, positional));
    }

    String words() {
        return String.join(" ", path);
    }

    /** The spellings of all options that take a value. */
    List<String> valued() {
        return command.options().stream()
                .filter(CommandModel.Option::takesValue)
                .flatMap(option -> option.names().stream())
                .toList();
    }

    List<String> values(CommandModel.Option option) {
        return values(option.values(), option.candidate());
    }

    List<String> values(CommandModel.Positional positional) {
        return values(positional.values(), positional.candidate());
    }

    static Source source(CommandModel.Option option) {
        return source(option.values(), option.candidate());
    }

    static Source source(CommandModel.Positional positional) {
        return source(positional.values(), positional.candidate());
    }

    /** A value that is a command's word can only be one of the first words here. */
    private List<String> values(List<String> values, Optional<Candidate> candidate) {
        return candidate.filter(c -> c == Candidate.COMMAND).isPresent()
                ? root.subcommands().stream().map(CommandModel::name).toList()
                : values;
    }

    private static Source source(List<String> values, Optional<Candidate> candidate) {
        if (!values.isEmpty()) {
            return Source.VALUES;
        }
        return candidate.map(ScriptPosition::source).orElse(Source.NOTHING);
    }

    private static Source source(Candidate candidate) {
        return switch (candidate) {
            case FILE, SCRIPT -> Source.FILES;
            case DIRECTORY -> Source.DIRECTORIES;
            case COMMAND -> Source.VALUES;
            default -> Source.NOTHING;
        };
    }
}
