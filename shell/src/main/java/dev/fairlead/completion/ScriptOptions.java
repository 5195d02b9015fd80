package dev.fairlead.completion;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.CommandModel;
import dev.fairlead.command.CommandModel.Option;
import dev.fairlead.command.CommandModel.Positional;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.ScriptWords;
import dev.fairlead.script.run.RunWords;
import dev.fairlead.script.source.ScriptOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a line that runs a saved script takes behind the script's name, as the script's source says it. */
public final class ScriptOptions {
    private final Function<String, ScriptWords> words;

    /** @param words of a script by its name as typed; nothing of it runs */
    public ScriptOptions(Function<String, ScriptWords> words) {
        this.words = words;
    }

    /** Whether a command hands all that follows to the script that this parameter names. */
    public static boolean isScript(CommandModel command, Positional parameter) {
        return parameter.candidate().equals(Optional.of(Candidate.SCRIPT))
                && !parameter.repeatable()
                && command.positionals().size() > 1;
    }

    /** The command as it is behind the script's name; as it was where there is no such script. */
    CommandModel behind(CommandModel command, String script) {
        try {
            ScriptWords known = words.apply(script);
            List<Positional> positionals = command.positionals();
            return new CommandModel(
                    command.name(),
                    command.description(),
                    options(command, known),
                    known.takesWords() || !known.takesRunOptions() ? positionals : positionals.subList(0, 1),
                    List.of());
        } catch (OpsException e) {
            return command;
        }
    }

    private static List<Option> options(CommandModel command, ScriptWords known) {
        List<Option> options = new ArrayList<>();
        known.options().forEach(option -> options.add(option(option)));
        Set<String> own =
                known.options().stream().map(option -> "--" + option.name()).collect(Collectors.toSet());
        if (known.takesRunOptions()) {
            command.options().stream()
                    .filter(option -> option.names().stream().anyMatch(RunWords::mayFollow))
                    .filter(option -> option.names().stream().noneMatch(own::contains))
                    .forEach(options::add);
        }
        return options;
    }

    private static Option option(ScriptOption option) {
        return new Option(
                List.of("--" + option.name()),
                option.flag() ? "" : option.name().toUpperCase(Locale.ROOT),
                option.description(),
                option.choices(),
                Optional.empty(),
                false);
    }
}
