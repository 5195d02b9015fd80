package dev.fairlead.script.source;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a script's name: {@code --name value}, {@code --name=value}, flags, and others. Which options take no
 * value is known only once the script has asked for its flags.
 */
public final class ScriptArguments {
    /** No words: at the prompt. */
    public static final ScriptArguments NONE = new ScriptArguments("", Path.of(""), List.of());

    private final String script;
    private final Path directory;
    private final List<String> words;
    private final Set<String> flags = new HashSet<>();

    /**
     * @param script as the user would name it
     * @param directory where the script is
     */
    public ScriptArguments(String script, Path directory, List<String> words) {
        this.script = script;
        this.directory = directory;
        this.words = List.copyOf(words);
    }

    public Path directory() {
        return directory;
    }

    public String[] words() {
        return words.toArray(String[]::new);
    }

    /** The value of {@code --name}. */
    public Optional<String> option(String name) {
        Optional<String> found = Optional.empty();
        for (int i = 0; i < options(); i++) {
            String word = words.get(i);
            if (!named(word, name)) {
                continue;
            }
            if (found.isPresent()) {
                throw refused("--" + name + " stands there twice");
            }
            found = Optional.of(valueAt(i));
        }
        return found;
    }

    public boolean flag(String name) {
        flags.add(name);
        return words.subList(0, options()).contains("--" + name);
    }

    public List<String> positionals() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (i >= options()) {
                found.addAll(words.subList(Math.min(words.size(), options() + 1), words.size()));
                break;
            }
            if (!isOption(word)) {
                found.add(word);
            } else if (!word.contains("=") && !flags.contains(word.substring(2))) {
                i++;
            }
        }
        return found;
    }

    /** Refuses options that the script does not know. */
    public void requireKnown(List<ScriptOption> known) {
        List<String> names =
                known.stream().map(option -> "--" + option.name()).sorted().toList();
        for (int i = 0; i < options(); i++) {
            String word = words.get(i);
            String name = isOption(word) ? word.split("=", 2)[0] : "";
            if (!name.isEmpty() && !names.contains(name)) {
                throw refused("unknown option " + name + "; it knows "
                        + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
        }
        known.stream().filter(ScriptOption::flag).map(ScriptOption::name).forEach(flags::add);
    }

    /** Refuses words that are no options, which a script that never looks at them cannot mean. */
    public void requireNoWords() {
        List<String> extra = positionals();
        if (!extra.isEmpty()) {
            throw refused("it takes options only; \"" + String.join(" ", extra) + "\" is too much");
        }
    }

    public OpsException refused(String why) {
        return new ScriptUsage((script.isEmpty() ? "" : script + ": ") + why);
    }

    /** A line that gives the option. */
    public String example(String name) {
        StringBuilder line = new StringBuilder("run ").append(quoted(script));
        words.forEach(word -> line.append(' ').append(quoted(word)));
        return line + " --" + name + " " + name.toUpperCase(Locale.ROOT);
    }

    private static String quoted(String word) {
        return word.isEmpty() || word.matches("(?s).*[\\s'\"\\\\#].*") ? "'" + word.replace("'", "'\\''") + "'" : word;
    }

    private String valueAt(int i) {
        String word = words.get(i);
        if (word.contains("=")) {
            return word.substring(word.indexOf('=') + 1);
        }
        if (i + 1 >= options() || isOption(words.get(i + 1))) {
            throw refused(word + " wants a value");
        }
        return words.get(i + 1);
    }

    /** The number of words before a lone {@code --}. */
    private int options() {
        int end = words.indexOf("--");
        return end < 0 ? words.size() : end;
    }

    private static boolean named(String word, String name) {
        return word.equals("--" + name) || word.startsWith("--" + name + "=");
    }

    private static boolean isOption(String word) {
        return word.startsWith("--") && word.length() > 2;
    }

    /** A refusal that is the line's fault, not that of the line of the script. */
    public static final class ScriptUsage extends OpsException {
        ScriptUsage(String message) {
            this(message, List.of());
        }

        private ScriptUsage(String message, List<String> hints) {
            super(FailureKind.USAGE, message, List.of(), hints, null);
        }

        @Override
        public OpsException hint(String hint) {
            List<String> all = new ArrayList<>(hints());
            all.add(hint);
            return new ScriptUsage(message(), all);
        }
    }
}
