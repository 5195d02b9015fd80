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
                        .map(result -> result.script() + ": " + result.name())
                        .toList()));
    }

    private static List<String> lines(TestReport report, int width) {
        List<List<String>> rows = report.trials().stream()
                .map(result -> List.of(
                        result.passed() ? "passed" : "FAILED",
                        Printable.line(result.script()),
                        Printable.line(result.name()),
                        result.outcome().toString(),
                        Shown.duration(result.took())))
                .toList();
        List<String> lines =
                new ArrayList<>(Table.lines(List.of("RESULT", "SCRIPT", "CASE", "ENDED", "TOOK"), rows, width));
        report.failed().forEach(result -> lines.addAll(failed(result)));
        int failed = report.failed().size();
        int all = report.trials().size();
        lines.add("");
        lines.add((all - failed) + " of " + all + (all == 1 ? " case" : " cases") + " passed, in "
                + Shown.duration(report.took()));
        return lines;
    }

    private static List<String> failed(TestResult result) {
        List<String> lines = new ArrayList<>();
        String place = result.place().isEmpty() ? result.script() : result.place();
        lines.add("");
        lines.add(Printable.line(place + ": \"" + result.name() + "\""));
        for (Mismatch mismatch : result.mismatches()) {
            lines.add("  " + Printable.line(mismatch.what()));
            lines.addAll(block("    expected  ", mismatch.expected()));
            lines.addAll(block("    got       ", mismatch.actual()));
        }
        result.details().forEach(line -> lines.add("  " + Printable.line(line)));
        if (!result.steps().isEmpty()) {
            lines.add("  steps");
            result.steps().forEach(step -> lines.add("    " + Printable.line(step)));
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
