package dev.fairlead.script.test;

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
public record TestOptions(
        List<String> faults,
        Optional<String> expected,
        List<String> given,
        Optional<String> namespace,
        List<String> cases,
        List<Path> reports) {
    private static final Set<String> NAMES = Set.of("fault", "expect", "given", "namespace", "case", "report");

    public TestOptions {
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
    record Parted(List<String> script, TestOptions options) {}

    /**
     * These with those that stand among the words behind a script.
     *
     * @param own the options that the script has itself, without dashes
     */
    Parted with(List<String> words, Set<String> own) {
        OptionWords parted = OptionWords.part(words, NAMES, own, "help script test");
        List<Path> newReports = new ArrayList<>(reports);
        parted.all("report", List.of()).forEach(report -> newReports.add(Path.of(report)));
        return new Parted(
                parted.script(),
                new TestOptions(
                        parted.all("fault", faults),
                        parted.last("expect", expected),
                        parted.all("given", given),
                        parted.last("namespace", namespace),
                        parted.all("case", cases),
                        newReports));
    }
}
