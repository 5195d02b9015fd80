package dev.fairlead.command;

import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes the hints of a failure act where the line acted: with its context, its namespace, and only trying what it only
 * tried. A hint that says one of these itself keeps what it says.
 */
final class PlacedHints {
    private static final String DRY_RUN = "--dry-run";
    private static final String END = "--";

    /** Options of a place with all their names, and what leaves them without a meaning. */
    private static final Map<List<String>, Set<String>> PLACE = new LinkedHashMap<>();

    static {
        PLACE.put(List.of("-n", "--namespace"), Set.of("-A", "--all-namespaces"));
        PLACE.put(List.of("--context"), Set.of());
    }

    /** A hint may go on in words that are for people: an ellipsis, or what to do then. */
    private static final Pattern TAIL = Pattern.compile("(?<line>.*?)(?<tail>( …| -- .*|\\s{2,}\\S.*)?)");

    private final List<String> typed;
    private final Function<List<String>, Optional<CommandSpec>> commands;

    /**
     * @param typed the line's words
     * @param commands the command that a line begins with
     */
    PlacedHints(List<String> typed, Function<List<String>, Optional<CommandSpec>> commands) {
        this.typed = typed;
        this.commands = commands;
    }

    String placed(String hint) {
        Matcher parts = TAIL.matcher(hint);
        if (!parts.matches()) {
            return hint;
        }
        String line = parts.group("line");
        List<String> words;
        try {
            words = new ArrayList<>(LineParser.words(line));
        } catch (OpsException e) {
            // Words for people are no line.
            return hint;
        }
        if (!words.isEmpty() && words.get(0).equals("fairlead")) {
            words.remove(0);
        }
        Optional<CommandSpec> command = words.isEmpty() ? Optional.empty() : commands.apply(words);
        return command.map(spec -> line + place(words, spec) + parts.group("tail"))
                .orElse(hint);
    }

    private String place(List<String> hint, CommandSpec command) {
        StringBuilder place = new StringBuilder();
        PLACE.forEach((names, instead) -> {
            boolean said = names.stream().anyMatch(name -> value(hint, name).isPresent())
                    || hint.stream().anyMatch(instead::contains);
            if (!said && command.findOption(names.get(0)) != null) {
                names.stream()
                        .flatMap(name -> value(typed, name).stream())
                        .findFirst()
                        .ifPresent(value -> place.append(' ')
                                .append(names.get(0))
                                .append(' ')
                                .append(LineParser.quote(value)));
            }
        });
        boolean same = commands.apply(typed)
                .filter(spec -> spec.qualifiedName().equals(command.qualifiedName()))
                .isPresent();
        if (same && typed.contains(DRY_RUN) && !hint.contains(DRY_RUN) && command.findOption(DRY_RUN) != null) {
            place.append(' ').append(DRY_RUN);
        }
        return place.toString();
    }

    /** What an option is given, in any of the forms that it can be typed in. */
    private static Optional<String> value(List<String> words, String option) {
        for (int i = 0; i < words.size() && !words.get(i).equals(END); i++) {
            String word = words.get(i);
            if (word.equals(option)) {
                return i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty();
            }
            String attached = option.startsWith(END) ? option + "=" : option;
            if (word.startsWith(attached)) {
                return Optional.of(word.substring(attached.length()).replaceFirst("^=", ""));
            }
        }
        return Optional.empty();
    }
}
