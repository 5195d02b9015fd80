package dev.fairlead.render;

import dev.fairlead.script.test.Mismatch;
import dev.fairlead.script.test.TestReport;
import dev.fairlead.script.test.TestResult;
import java.util.ArrayList;
import java.util.List;

/** How trials of scripts look. */
final class TestViews {
    private TestViews() {}

    static void addTo(Views views) {
        views.add(View.of(TestReport.class)
                .fitted(TestViews::lines)
                .names(report -> report.trials().stream()
                        .map(trial -> trial.script() + ": " + trial.name())
                        .toList()));
    }

    private static List<String> lines(TestReport report, int width) {
        List<List<String>> rows = report.trials().stream()
                .map(trial -> List.of(
                        trial.passed() ? "passed" : "FAILED",
                        Printable.line(trial.script()),
                        Printable.line(trial.name()),
                        trial.outcome().toString(),
                        Shown.duration(trial.took())))
                .toList();
        List<String> lines =
                new ArrayList<>(Table.lines(List.of("RESULT", "SCRIPT", "CASE", "ENDED", "TOOK"), rows, width));
        report.failed().forEach(trial -> lines.addAll(failed(trial)));
        int failed = report.failed().size();
        int all = report.trials().size();
        lines.add("");
        lines.add((all - failed) + " of " + all + (all == 1 ? " case" : " cases") + " passed, in "
                + Shown.duration(report.took()));
        return lines;
    }

    private static List<String> failed(TestResult trial) {
        List<String> lines = new ArrayList<>();
        String place = trial.place().isEmpty() ? trial.script() : trial.place();
        lines.add("");
        lines.add(Printable.line(place + ": \"" + trial.name() + "\""));
        for (Mismatch mismatch : trial.mismatches()) {
            lines.add("  " + Printable.line(mismatch.what()));
            lines.addAll(block("    expected  ", mismatch.expected()));
            lines.addAll(block("    got       ", mismatch.actual()));
        }
        trial.details().forEach(line -> lines.add("  " + Printable.line(line)));
        if (!trial.steps().isEmpty()) {
            lines.add("  steps");
            trial.steps().forEach(step -> lines.add("    " + Printable.line(step)));
        }
        return lines;
    }

    private static List<String> block(String before, String text) {
        List<String> lines = new ArrayList<>();
        text.lines()
                .forEach(line ->
                        lines.add((lines.isEmpty() ? before : " ".repeat(before.length())) + Printable.line(line)));
        return lines;
    }
}
