package dev.fairlead.script.report;

import java.time.ZoneId;
import java.util.List;

/** The steps with all that is known of each; what went well is closed. */
final class StepList {
    private final Markup page;
    private final ZoneId zone;

    StepList(Markup page, ZoneId zone) {
        this.page = page;
        this.zone = zone;
    }

    void write(List<StepTree> trees) {
        page.open("ol", "class", "steps").raw("\n");
        trees.forEach(this::write);
        page.close("ol").raw("\n");
    }

    private void write(StepTree tree) {
        StepReport step = tree.step();
        page.open("li", "id", step.id(), "class", "step " + tree.standing().word())
                .raw("\n");
        String why = tree.why();
        if (why.isEmpty() && ReportEvidence.isNone(step.traces())) {
            page.open("div", "class", "summary");
            title(tree);
            page.close("div");
        } else {
            boolean open = tree.standing().isOpen() || ReportEvidence.isSerious(step.traces());
            page.open("details", open ? new String[] {"open", ""} : new String[0]);
            page.open("summary", "class", "summary");
            title(tree);
            page.close("summary").open("div", "class", "body");
            if (!why.isEmpty()) {
                page.leaf("p", why, "class", "why");
            }
            new ReportEvidence(page, zone).write(step.traces(), open);
            page.close("div").close("details");
        }
        if (!tree.below().isEmpty()) {
            write(tree.below());
        }
        page.close("li").raw("\n");
    }

    private void title(StepTree tree) {
        StepReport step = tree.step();
        ReportSymbols.show(page, tree.standing().word());
        page.leaf("span", step.name(), "class", "name");
        if (tree.aside()) {
            ReportSymbols.show(page, "parallel");
        }
        page.leaf("span", tree.standing().text(), "class", "standing");
        page.leaf("span", tree.took(), "class", "took");
    }
}
