package dev.fairlead.completion.shells;

import dev.fairlead.command.CommandModel;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the script for fish 3 and newer: a {@code complete} line per option, subcommand and positional parameter. */
final class FishScript {
    private static final String FRAME = """
            # fish completion of fairlead, written by: fairlead completion fish
            # Put it as fairlead.fish into ~/.config/fish/completions.

            # The options of a command that take a value.
            function __fairlead_valued
                switch "$argv"
            %s    end
            end

            # The words that follow a command, if any.
            function __fairlead_subcommands
                switch "$argv"
            %s    end
            end

            # Whether the line has come to the command of these words, and to its positional parameter N or N+.
            function __fairlead_at --argument-names wanted number
                set -l path
                set -l position 0
                set -l value no
                for word in (commandline -opc)[2..-1]
                    if test $value = yes
                        set value no
                    else if string match -q -- '-*' $word
                        contains -- $word (__fairlead_valued $path); and set value yes
                    else if contains -- $word (__fairlead_subcommands $path)
                        set -a path $word
                    else
                        set position (math $position + 1)
                    end
                end
                test "$path" = "$wanted"; or return 1
                test -z "$number"; and return 0
                if string match -q '*+' $number
                    test $position -ge (string trim -c + $number)
                else
                    test $position -eq $number
                end
            end

            # Asks fairlead how a line goes on that names a script.
            function __fairlead_ask
                set -l words (commandline -opc)
                $words[1] __complete $words[2..-1] (commandline -ct) 2>/dev/null </dev/null
            end

            complete -c fairlead -f
            %s""";

    private FishScript() {}

    static String of(CommandModel root) {
        List<ScriptPosition> places = ScriptPosition.all(root);
        return FRAME.formatted(
                places.stream().map(place -> words(place, place.valued())).collect(Collectors.joining()),
                places.stream()
                        .map(place -> words(
                                place,
                                place.command().subcommands().stream()
                                        .map(CommandModel::name)
                                        .toList()))
                        .collect(Collectors.joining()),
                places.stream().map(FishScript::lines).collect(Collectors.joining()));
    }

    private static String words(ScriptPosition place, List<String> words) {
        return words.isEmpty()
                ? ""
                : "        case %s\n            string split -- ' ' %s\n"
                        .formatted(quoted(place.words()), quoted(String.join(" ", words)));
    }

    private static String lines(ScriptPosition place) {
        StringBuilder lines = new StringBuilder();
        for (CommandModel sub : place.command().subcommands()) {
            lines.append(line(place, "0")).append(" -a ").append(quoted(sub.name()));
            lines.append(" -d ").append(quoted(sub.description())).append('\n');
        }
        for (CommandModel.Option option : place.command().options()) {
            String number = place.runsScript() ? "0" : "";
            lines.append(line(place, number)).append(option(place, option)).append('\n');
        }
        if (place.runsScript()) {
            lines.append(line(place, "1+")).append(" -a '(__fairlead_ask)'\n");
        }
        List<CommandModel.Positional> positionals = place.command().positionals();
        for (int i = 0; i < positionals.size(); i++) {
            CommandModel.Positional positional = positionals.get(i);
            String candidates = candidates(ScriptPosition.source(positional), place.values(positional));
            if (!candidates.isEmpty()) {
                lines.append(line(place, i + (positional.repeatable() ? "+" : "")))
                        .append(candidates)
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private static String line(ScriptPosition place, String number) {
        String condition = "__fairlead_at '" + place.words() + "'" + (number.isEmpty() ? "" : " " + number);
        return "complete -c fairlead -n \"" + condition + "\"";
    }

    private static String option(ScriptPosition place, CommandModel.Option option) {
        StringBuilder text = new StringBuilder();
        for (String name : option.names()) {
            text.append(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : name.length() == 2 ? " -s " + name.substring(1) : " -o " + name.substring(1));
        }
        if (option.takesValue()) {
            boolean files = ScriptPosition.source(option) == ScriptPosition.Source.FILES;
            text.append(files ? " -r" : " -x").append(candidates(ScriptPosition.source(option), place.values(option)));
        }
        return text + " -d " + quoted(option.description());
    }

    private static String candidates(ScriptPosition.Source source, List<String> values) {
        return switch (source) {
            case NOTHING -> "";
            case VALUES -> " -a " + quoted(String.join(" ", values));
            case FILES -> " -F";
            case DIRECTORIES -> " -a '(__fish_complete_directories)'";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
