package dev.fairlead.completion;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.CommandModel;
import dev.fairlead.command.CommandModel.Option;
import dev.fairlead.command.CommandModel.Positional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where on a line the next word stands: in which command, behind which option, as which parameter. */
final class LinePosition {
    private CommandModel command;
    private final Set<Option> given = new HashSet<>();
    private final List<String> parameters = new ArrayList<>();
    private final Map<Candidate, String> named = new TreeMap<>();
    private @Nullable Option open;
    private boolean optionsEnded;

    private final ScriptOptions scripts;

    private LinePosition(CommandModel root, ScriptOptions scripts) {
        this.command = root;
        this.scripts = scripts;
    }

    /** @param before the words before the one at the cursor */
    static LinePosition after(CommandModel root, List<String> before, ScriptOptions scripts) {
        LinePosition position = new LinePosition(root, scripts);
        before.forEach(position::take);
        return position;
    }

    CommandModel command() {
        return command;
    }

    /** The option whose value the next word is. */
    Optional<Option> open() {
        return Optional.ofNullable(open);
    }

    boolean optionsEnded() {
        return optionsEnded;
    }

    /** The values of positional parameters so far. */
    List<String> parameters() {
        return parameters;
    }

    /** Whether the option may be written now. */
    boolean takes(Option option) {
        return option.repeatable() || !given.contains(option);
    }

    /** What the line says of a context, a namespace or a kind; empty where nothing. */
    String named(Candidate candidate) {
        return named.getOrDefault(candidate, "");
    }

    /** The parameter that the next word is a value of. */
    Optional<Positional> parameter() {
        return parameter(parameters.size());
    }

    Optional<Option> option(String name) {
        return command.options().stream().filter(o -> o.names().contains(name)).findFirst();
    }

    private Optional<Positional> parameter(int index) {
        List<Positional> all = command.positionals();
        if (index < all.size()) {
            return Optional.of(all.get(index));
        }
        return all.isEmpty() || !all.get(all.size() - 1).repeatable()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1));
    }

    private void take(String word) {
        if (open != null) {
            name(open.candidate(), word);
            open = null;
        } else if (!optionsEnded && word.equals("--")) {
            optionsEnded = true;
        } else if (!optionsEnded && word.startsWith("-") && word.length() > 1) {
            takeOption(word);
        } else {
            takeParameter(word);
        }
    }

    private void takeOption(String word) {
        int equals = word.indexOf('=');
        Optional<Option> option = option(equals < 0 ? word : word.substring(0, equals));
        option.ifPresent(o -> {
            given.add(o);
            if (equals >= 0) {
                name(o.candidate(), word.substring(equals + 1));
            } else if (o.takesValue()) {
                open = o;
            }
        });
    }

    private void takeParameter(String word) {
        Optional<CommandModel> sub = parameters.isEmpty() ? command.subcommand(word) : Optional.empty();
        if (sub.isPresent()) {
            command = sub.get();
            given.clear();
        } else {
            Optional<Positional> parameter = parameter();
            parameter.ifPresent(p -> name(p.candidate(), word));
            parameters.add(word);
            if (parameter.filter(p -> ScriptOptions.isScript(command, p)).isPresent()) {
                command = scripts.behind(command, word);
                given.clear();
            }
        }
    }

    private void name(Optional<Candidate> candidate, String word) {
        candidate.ifPresent(c -> named.put(c, word));
    }
}
