package dev.fairlead.script.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words after a script's name, parted into what is the run's and what is the script's. An option that the script has
 * itself is the script's.
 */
public final class RunWords {
    private static final Set<String> FLAGS = Set.of("dry-run", "yes");
    private static final Set<String> VALUES = Set.of("from", "only", "report", "var");

    /** What the line of a run may say anywhere: how it runs, and what the script is. */
    private static final Set<String> ANYWHERE = Set.of("--help", "--in-cluster");

    private final List<String> script = new ArrayList<>();
    private final List<Path> reports = new ArrayList<>();
    private boolean dryRun;
    private boolean yes;
    private Optional<String> from = Optional.empty();
    private Optional<String> only = Optional.empty();

    private RunWords() {}

    /** @param own the options that the script has, without dashes */
    public static RunWords of(List<String> words, Set<String> own) {
        RunWords parted = new RunWords();
        parted.part(words, own);
        return parted;
    }

    /** Whether an option of the run, with its dashes, may stand behind the script's name. */
    public static boolean mayFollow(String option) {
        String name = option.replaceFirst("^--", "");
        return option.startsWith("--") && (FLAGS.contains(name) || VALUES.contains(name) || ANYWHERE.contains(option));
    }

    /** What the script sees. */
    public List<String> script() {
        return List.copyOf(script);
    }

    public RunOptions options() {
        return new RunOptions(dryRun, yes, from, only, reports);
    }

    private void part(List<String> words, Set<String> own) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                script.addAll(words.subList(i, words.size()));
                return;
            }
            String[] parts = word.startsWith("--") ? word.substring(2).split("=", 2) : new String[] {""};
            if (FLAGS.contains(word.replaceFirst("^--", "")) && word.startsWith("--") && !own.contains(parts[0])) {
                dryRun |= parts[0].equals("dry-run");
                yes |= parts[0].equals("yes");
            } else if (VALUES.contains(parts[0]) && !own.contains(parts[0])) {
                boolean joined = parts.length > 1;
                if (!joined && i + 1 >= words.size()) {
                    throw new OpsException(FailureKind.USAGE, word + " wants a value").hint("help run");
                }
                take(parts[0], joined ? parts[1] : words.get(++i));
            } else {
                script.add(word);
            }
        }
    }

    private void take(String option, String value) {
        switch (option) {
            case "from" -> from = Optional.of(value);
            case "only" -> only = Optional.of(value);
            case "report" -> reports.add(Path.of(value));
            default -> script.addAll(variables(List.of(value)));
        }
    }

    /** The words that {@code name=value} stands for; {@code name=true} is a flag. */
    public static List<String> variables(List<String> given) {
        List<String> words = new ArrayList<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new OpsException(FailureKind.USAGE, "--var wants name=value, not \"" + one + "\"")
                        .hint("help run");
            }
            String value = one.substring(equals + 1);
            words.add("--" + one.substring(0, equals) + (value.equals("true") ? "" : "=" + value));
        }
        return words;
    }
}
