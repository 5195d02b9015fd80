package dev.fairlead.script.report;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What was seen of some work: attempts, verdicts, changes, diffs, the log. */
final class ReportEvidence {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** A diff of so many lines is shown at once. */
    private static final int SHORT = 40;

    private final Markup page;
    private final ZoneId zone;

    ReportEvidence(Markup page, ZoneId zone) {
        this.page = page;
        this.zone = zone;
    }

    static boolean isNone(Traces traces) {
        return !isSerious(traces)
                && traces.changes().isEmpty()
                && traces.diffs().isEmpty()
                && traces.log().lines().isEmpty();
    }

    /** Whether it has what nobody expects of work that goes well. */
    static boolean isSerious(Traces traces) {
        return !traces.attempts().isEmpty() || !traces.verdicts().isEmpty();
    }

    /** @param open whether its log is to be seen at once */
    void write(Traces traces, boolean open) {
        attempts(traces.attempts());
        traces.verdicts().forEach(verdict -> new VerdictCard(page, verdict).write());
        changes(traces.changes());
        traces.diffs().forEach(this::diff);
        log(traces.log(), open);
    }

    private void attempts(List<Traces.Attempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        page.open("ol", "class", "attempts");
        for (Traces.Attempt attempt : attempts) {
            page.open("li");
            ReportSymbols.show(page, "retried");
            page.leaf("b", "Attempt " + attempt.number() + " of " + attempt.of())
                    .text(" failed after " + ElapsedText.words(attempt.took()) + ", the next came "
                            + ElapsedText.words(attempt.pause()) + " later: ")
                    .leaf("span", attempt.failure(), "class", "why")
                    .close("li")
                    .raw("\n");
        }
        page.close("ol");
    }

    private void changes(List<Traces.Changed> changes) {
        if (changes.isEmpty()) {
            return;
        }
        page.leaf("h3", "Changed").open("ul", "class", "changes");
        for (Traces.Changed change : changes) {
            page.open("li").leaf("time", TIME.format(change.at().atZone(zone)), "datetime", change.at() + "");
            page.open("span")
                    .leaf("b", change.target())
                    .text(" " + change.outcome())
                    .close("span");
            page.leaf("span", change.action() + " · " + change.place(), "class", "aside");
            page.close("li").raw("\n");
        }
        page.close("ul");
    }

    private void diff(Traces.Diff diff) {
        long more = count(diff, '+');
        long less = count(diff, '-');
        boolean open = diff.lines().size() <= SHORT;
        page.open("details", open ? new String[] {"class", "diff", "open", ""} : new String[] {"class", "diff"});
        page.open("summary").leaf("b", diff.object().isEmpty() ? "Differences" : diff.object());
        page.open("span", "class", "count").leaf("ins", "+" + more).text(" ").leaf("del", "\u2212" + less);
        page.close("span");
        page.leaf("span", (diff.planned() ? "planned" : "made") + place(diff), "class", "aside");
        page.close("summary").open("pre", "class", "diff");
        for (String line : diff.lines()) {
            page.leaf("span", line.isEmpty() ? " " : line, "class", kind(line));
        }
        if (diff.leftOut() > 0) {
            page.leaf("span", "… " + diff.leftOut() + " more lines", "class", "hunk");
        }
        page.close("pre").close("details").raw("\n");
    }

    private static String place(Traces.Diff diff) {
        return diff.place().isEmpty() ? "" : " · " + diff.place();
    }

    private static long count(Traces.Diff diff, char sign) {
        return diff.lines().stream()
                .filter(line -> kind(line).equals(sign == '+' ? "more" : "less"))
                .count();
    }

    /** As unified diffs have it: the names of both sides, where it is, what is there on one side only. */
    private static String kind(String line) {
        if (line.startsWith("+++ ") || line.startsWith("--- ") || line.startsWith("@@")) {
            return "hunk";
        }
        return line.startsWith("+") ? "more" : line.startsWith("-") ? "less" : "same";
    }

    private void log(Traces.Log log, boolean open) {
        if (log.lines().isEmpty()) {
            return;
        }
        int lines = log.lines().size();
        page.open("details", open ? new String[] {"class", "log", "open", ""} : new String[] {"class", "log"});
        page.open("summary").leaf("b", "Log");
        String before = log.leftOut() == 0 ? "" : " of " + (lines + log.leftOut());
        page.leaf(
                "span",
                (before.isEmpty() ? "" : "the last ") + lines + before + (lines == 1 ? " line" : " lines"),
                "class",
                "aside");
        page.close("summary").leaf("pre", String.join("\n", log.lines()));
        page.close("details").raw("\n");
    }
}
