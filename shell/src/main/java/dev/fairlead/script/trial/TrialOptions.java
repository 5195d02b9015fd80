package dev.fairlead.script.trial;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A trial as its line says it.
 *
 * @param faults as they are typed
 * @param expected the outcome as it is typed; {@code ok} if empty
 * @param given lines that are run before the script
 * @param namespace the session's; {@code default} if empty
 * @param cases parts of the names of the cases to try; all if empty
 * @param reports where to write what happened
 */
public record TrialOptions(
        List<String> faults,
        Optional<String> expected,
        List<String> given,
        Optional<String> namespace,
        List<String> cases,
        List<Path> reports) {
    private static final Set<String> NAMES = Set.of("fault", "expect", "given", "namespace", "case", "report");

    public TrialOptions {
        faults = List.copyOf(faults);
        given = List.copyOf(given);
        cases = List.copyOf(cases);
        reports = List.copyOf(reports);
    }

    /** Whether it says how to try a script, so that its cases are not meant. */
    boolean sayHow() {
        return !faults.isEmpty() || expected.isPresent() || !given.isEmpty();
    }

    /**
     * Words of a line, parted.
     *
     * @param script what the script sees
     */
    record Parted(List<String> script, TrialOptions options) {}

    /**
     * These with those that stand among the words behind a script.
     *
     * @param own the options that the script has itself, without dashes
     */
    Parted with(List<String> words, Set<String> own) {
        List<String> script = new ArrayList<>();
        List<String> newFaults = new ArrayList<>(faults);
        List<String> newGiven = new ArrayList<>(given);
        List<String> newCases = new ArrayList<>(cases);
        List<Path> newReports = new ArrayList<>(reports);
        Optional<String> newExpected = expected;
        Optional<String> newNamespace = namespace;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                script.addAll(words.subList(i, words.size()));
                break;
            }
            String[] parts = (word.equals("-n") ? "--namespace" : word).split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!NAMES.contains(name) || own.contains(name)) {
                script.add(word);
                continue;
            }
            if (parts.length == 1 && i + 1 >= words.size()) {
                throw new OpsException(FailureKind.USAGE, word + " wants a value").hint("help script test");
            }
            String value = parts.length > 1 ? parts[1] : words.get(++i);
            switch (name) {
                case "fault" -> newFaults.add(value);
                case "expect" -> newExpected = Optional.of(value);
                case "given" -> newGiven.add(value);
                case "namespace" -> newNamespace = Optional.of(value);
                case "case" -> newCases.add(value);
                default -> newReports.add(Path.of(value));
            }
        }
        return new Parted(
                script, new TrialOptions(newFaults, newExpected, newGiven, newNamespace, newCases, newReports));
    }
}
