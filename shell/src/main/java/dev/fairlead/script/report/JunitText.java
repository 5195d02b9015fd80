package dev.fairlead.script.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A report as JUnit XML: each step that has no steps of its own is a test case. Where the run failed outside of them, it
 * is a case itself, so that no failed run looks well.
 */
final class JunitText {
    private final StringBuilder cases = new StringBuilder();
    private int tests;
    private int failures;
    private int skipped;

    private JunitText() {}

    static String of(ScriptReport report) {
        return new JunitText().suite(report);
    }

    private String suite(ScriptReport report) {
        List<StepReport> leaves = report.steps().stream()
                .filter(step -> report.steps().stream()
                        .noneMatch(other -> other.parent().equals(step.id())))
                .toList();
        leaves.forEach(step -> step(report, step));
        if (failures == 0 && !report.outcome().equals("succeeded")) {
            String message =
                    report.failure().map(ScriptReport.Failure::message).orElse("exit code " + report.exitCode());
            begin(report, report.script(), report.took());
            failed(
                    report.outcome(),
                    message,
                    report.failure().map(ScriptReport.Failure::details).orElse(List.of()));
            cases.append("    </testcase>\n");
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"" + safe(report.script())
                + "\" tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\"0\" skipped=\"" + skipped
                + "\" time=\"" + seconds(report.took()) + "\" timestamp=\"" + report.began()
                + "\" hostname=\"" + safe(report.environment().host()) + "\">\n" + properties(report) + cases
                + "  </testsuite>\n</testsuites>\n";
    }

    private static String properties(ScriptReport report) {
        StringBuilder all = new StringBuilder("    <properties>\n");
        report.parameters()
                .forEach(parameter -> all.append("      <property name=\"")
                        .append(safe(parameter.name()))
                        .append("\" value=\"")
                        .append(safe(parameter.value()))
                        .append("\"/>\n"));
        return report.parameters().isEmpty()
                ? ""
                : all.append("    </properties>\n").toString();
    }

    private void step(ScriptReport report, StepReport step) {
        begin(report, step.path(), step.took());
        switch (step.outcome()) {
            case "failed", "cancelled" ->
                failed(
                        step.outcome(),
                        step.failure(),
                        report.failure()
                                .filter(failure -> failure.step().equals(step.path()))
                                .map(ScriptReport.Failure::details)
                                .orElse(List.of()));
            case "skipped" -> {
                skipped++;
                cases.append("      <skipped/>\n");
            }
            case "done before" -> {
                skipped++;
                cases.append("      <skipped message=\"done by run ")
                        .append(safe(report.resumes()))
                        .append("\"/>\n");
            }
            default -> {}
        }
        if (!step.traces().log().lines().isEmpty()) {
            cases.append("      <system-out>")
                    .append(safe(String.join("\n", step.traces().log().lines())))
                    .append("</system-out>\n");
        }
        cases.append("    </testcase>\n");
    }

    private void begin(ScriptReport report, String name, Duration took) {
        tests++;
        cases.append("    <testcase classname=\"")
                .append(safe(report.script()))
                .append("\" name=\"")
                .append(safe(name))
                .append("\" time=\"")
                .append(seconds(took))
                .append("\">\n");
    }

    private void failed(String type, String message, List<String> details) {
        failures++;
        cases.append("      <failure type=\"")
                .append(type)
                .append("\" message=\"")
                .append(safe(message))
                .append("\">")
                .append(safe(String.join("\n", details)))
                .append("</failure>\n");
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }

    /** What XML 1.0 cannot hold at all becomes a question mark. */
    private static String safe(String text) {
        return text.replaceAll("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
