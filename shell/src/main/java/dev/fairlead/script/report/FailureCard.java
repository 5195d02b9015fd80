package dev.fairlead.script.report;

import java.util.List;

/** Why the run failed, on which line, and what can be typed next. */
final class FailureCard {
    private final Markup page;
    private final ScriptReport report;
    private final ScriptReport.Failure failure;

    FailureCard(Markup page, ScriptReport report, ScriptReport.Failure failure) {
        this.page = page;
        this.report = report;
        this.failure = failure;
    }

    void write() {
        page.open(
                "section",
                "id",
                "failure",
                "class",
                "card " + Heading.standing(report).word());
        page.leaf("h2", failure.message()).raw("\n");
        place();
        if (!failure.source().isEmpty()) {
            page.leaf("pre", String.join("\n", failure.source()), "class", "source");
        }
        List<String> more = failure.details().stream()
                .filter(line -> !failure.source().contains(line)
                        && !line.equals("at " + failure.at())
                        && !line.equals("in step " + failure.step()))
                .toList();
        if (!more.isEmpty()) {
            page.leaf("pre", String.join("\n", more), "class", "details");
        }
        if (!failure.hints().isEmpty()) {
            page.leaf("h3", failure.hints().size() == 1 ? "Next" : "Next, one of")
                    .open("ul", "class", "next");
            failure.hints()
                    .forEach(hint ->
                            page.open("li").leaf("code", hint).close("li").raw("\n"));
            page.close("ul");
        }
        page.close("section").raw("\n");
    }

    private void place() {
        if (failure.step().isEmpty() && failure.at().isEmpty()) {
            return;
        }
        page.open("p", "class", "place");
        if (!failure.step().isEmpty()) {
            page.text("in step ");
            report.steps().stream()
                    .filter(step -> step.path().equals(failure.step())
                            && !step.failure().isEmpty())
                    .reduce((first, last) -> last)
                    .ifPresentOrElse(
                            step -> page.leaf("a", failure.step(), "href", "#" + step.id()),
                            () -> page.text(failure.step()));
        }
        if (!failure.at().isEmpty()) {
            page.text(failure.step().isEmpty() ? "at " : ", at ").leaf("code", failure.at());
        }
        page.close("p").raw("\n");
    }
}
