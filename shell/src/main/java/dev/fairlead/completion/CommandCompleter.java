package dev.fairlead.completion;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.CommandModel;
import dev.fairlead.command.CommandModel.Option;
import dev.fairlead.command.CommandModel.Positional;
import dev.fairlead.gate.GateWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Completes the lines of commands: words, options and, from the caches, names. */
public final class CommandCompleter {
    private final Names names;
    private final PathNames paths;
    private final ScriptOptions scripts;

    public CommandCompleter(Names names, PathNames paths, ScriptOptions scripts) {
        this.names = names;
        this.paths = paths;
        this.scripts = scripts;
    }

    /**
     * @param root all commands
     * @param before the finished words before the cursor
     * @param word the word at the cursor as far as it is typed
     */
    public List<Completion> complete(CommandModel root, List<String> before, String word) {
        LinePosition position = LinePosition.after(root, before, scripts);
        Optional<Option> open = position.open();
        if (open.isPresent()) {
            return values(open.get().values(), open.get().candidate(), position, root, word);
        }
        if (!position.optionsEnded() && word.startsWith("-")) {
            return word.contains("=") ? attached(position, root, word) : options(position, word);
        }
        List<Completion> found = words(position, root, word);
        // Where no word is expected any more, the options are what is left to say.
        return found.isEmpty() && word.isEmpty() && !expectsWord(position) ? options(position, "-") : found;
    }

    /** Whether names are on their way that a later call would give. */
    public boolean isLoading() {
        return names.areComing();
    }

    private static boolean expectsWord(LinePosition position) {
        return position.parameter().isPresent()
                || !position.command().subcommands().isEmpty();
    }

    private List<Completion> words(LinePosition position, CommandModel root, String word) {
        CommandModel command = position.command();
        if (!command.subcommands().isEmpty()) {
            return position.parameters().isEmpty() ? subcommands(command, word) : List.of();
        }
        Optional<Positional> parameter = position.parameter();
        return parameter.isEmpty()
                ? List.of()
                : values(parameter.get().values(), parameter.get().candidate(), position, root, word);
    }

    private static List<Completion> subcommands(CommandModel command, String word) {
        return command.subcommands().stream()
                .filter(c -> c.name().startsWith(word))
                .map(c -> new Completion(c.name(), c.description(), true))
                .toList();
    }

    private static List<Completion> options(LinePosition position, String word) {
        return position.command().options().stream()
                .filter(position::takes)
                .flatMap(option -> option(option, word).stream())
                .toList();
    }

    /** An option's long name, or the short one where that is what is typed. */
    private static Optional<Completion> option(Option option, String word) {
        Stream<String> fitting = option.names().stream().filter(name -> name.startsWith(word));
        return fitting.max((a, b) -> a.equals(word) ? 1 : b.equals(word) ? -1 : Integer.compare(a.length(), b.length()))
                .map(name -> new Completion(name, option.description(), true));
    }

    private List<Completion> attached(LinePosition position, CommandModel root, String word) {
        int value = word.indexOf('=') + 1;
        String name = word.substring(0, value);
        return position
                .option(name.substring(0, value - 1))
                .map(o -> values(o.values(), o.candidate(), position, root, word.substring(value)))
                .orElse(List.of())
                .stream()
                .map(c -> new Completion(name + c.text(), c.description(), c.whole()))
                .toList();
    }

    private List<Completion> values(
            List<String> fixed, Optional<Candidate> candidate, LinePosition position, CommandModel root, String word) {
        if (!fixed.isEmpty()) {
            return starting(fixed, word);
        }
        return candidate.map(c -> values(c, position, root, word)).orElse(List.of());
    }

    private List<Completion> values(Candidate candidate, LinePosition position, CommandModel root, String word) {
        return switch (candidate) {
            case GATE ->
                GateWords.after(word).stream()
                        .map(gate -> new Completion(gate, "", !gate.endsWith(" ") && !gate.endsWith("=")))
                        .toList();
            case FILE -> paths.files(word);
            case DIRECTORY -> paths.directories(word);
            case SCRIPT -> paths.scripts(word);
            case COMMAND ->
                subcommands(
                        LinePosition.after(root, position.parameters(), scripts).command(), word);
            case KIND -> word.contains("/") ? objectsOfKind(position, word) : names(candidate, position, "", word);
            case OBJECT -> names(candidate, position, position.named(Candidate.KIND), word);
            default -> names(candidate, position, "", word);
        };
    }

    /** {@code pod/we|} */
    private List<Completion> objectsOfKind(LinePosition position, String word) {
        String kind = word.substring(0, word.indexOf('/'));
        String typed = word.substring(kind.length() + 1);
        return names(Candidate.OBJECT, position, kind, typed).stream()
                .map(c -> Completion.name(kind + "/" + c.text()))
                .toList();
    }

    private List<Completion> names(Candidate candidate, LinePosition position, String kind, String word) {
        CompletionScope place = new CompletionScope(
                candidate, position.named(Candidate.CONTEXT), position.named(Candidate.NAMESPACE), kind);
        return starting(names.at(place), word);
    }

    private static List<Completion> starting(List<String> names, String word) {
        List<Completion> found = new ArrayList<>();
        names.stream().filter(name -> name.startsWith(word)).distinct().forEach(n -> found.add(Completion.name(n)));
        return found;
    }
}
