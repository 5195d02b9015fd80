package dev.fairlead.script.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the run was and how it came out, at a glance. */
final class Heading {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Markup page;
    private final ScriptReport report;
    private final ZoneId zone;

    Heading(Markup page, ScriptReport report, ZoneId zone) {
        this.page = page;
        this.report = report;
        this.zone = zone;
    }

    /** {@code failed}, {@code succeeded (dry run)}… */
    static String outcome(ScriptReport report) {
        return report.outcome() + (report.dryRun() ? " (dry run)" : "");
    }

    static StepStatus standing(ScriptReport report) {
        return switch (report.outcome()) {
            case "failed" -> StepStatus.FAILED;
            case "cancelled" -> StepStatus.CANCELLED;
            default -> report.dryRun() ? StepStatus.PLANNED : StepStatus.DONE;
        };
    }

    void write() {
        page.open("header");
        page.open("p", "class", "outcome " + standing(report).word());
        ReportSymbols.show(page, standing(report).word());
        page.text(outcome(report)).close("p");
        page.leaf("h1", report.script());
        page.open("p", "class", "line").leaf("code", line()).close("p").raw("\n");
        page.open("dl", "class", "facts").raw("\n");
        fact("Took", ElapsedText.words(report.took()), "");
        fact("Exit code", report.exitCode() + "", report.meaning());
        fact("Began", moment(report.began(), zone), "");
        fact("By", by(), report.environment().continuousIntegration());
        where();
        if (!report.run().isEmpty()) {
            fact("Run", report.run(), report.resumes().isEmpty() ? "" : "goes on with " + report.resumes());
        }
        page.close("dl").close("header").raw("\n");
    }

    private void where() {
        ScriptReport.Environment environment = report.environment();
        if (!environment.context().isEmpty()) {
            String cluster = environment
                    .cluster()
                    .map(known -> "Kubernetes " + known.version() + ", UID " + known.uid())
                    .orElse("");
            fact("Where", environment.context() + " / " + environment.namespace(), cluster);
        }
    }

    private void fact(String name, String value, String more) {
        page.open("div").leaf("dt", name).open("dd").text(value);
        if (!more.isEmpty()) {
            page.leaf("small", more);
        }
        page.close("dd").close("div").raw("\n");
    }

    private String by() {
        ScriptReport.Environment environment = report.environment();
        String user = environment.user().isEmpty() ? "somebody" : environment.user();
        return environment.host().isEmpty() ? user : user + "@" + environment.host();
    }

    /** As it can be typed again, what is secret aside. */
    private String line() {
        StringBuilder line = new StringBuilder("fairlead run ").append(quoted(report.script()));
        if (report.dryRun()) {
            line.append(" --dry-run");
        }
        report.words().forEach(word -> line.append(' ').append(quoted(word)));
        return line.toString();
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./*-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@code 2026-03-01 12:00:00 UTC}, or with how far the zone's time is from it. */
    static String moment(Instant moment, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(moment);
        return MOMENT.format(moment.atOffset(offset)) + " UTC" + (offset.equals(ZoneOffset.UTC) ? "" : offset.getId());
    }
}
