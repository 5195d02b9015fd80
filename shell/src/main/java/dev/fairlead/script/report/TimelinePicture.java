package dev.fairlead.script.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The steps of a run over its time, as SVG. Across, all is in per cents and down in pixels, so that it has any width
 * and its text one size.
 */
final class TimelinePicture {
    private static final int ROW = 36;
    private static final int AXIS = 24;
    private static final int INDENT = 16;
    private static final int DEEPEST = 8;

    /** A picture is not parted between two pages of paper: this many rows fit on one. */
    private static final int ROWS_OF_ONE = 20;

    private final Markup page;
    private final Axis axis;
    private final List<Bar> bars;

    TimelinePicture(Markup page, Axis axis, List<Bar> bars) {
        this.page = page;
        this.axis = axis;
        this.bars = bars;
    }

    void draw() {
        page.open("div", "class", bars.size() > 2 * ROWS_OF_ONE ? "timeline long" : "timeline");
        drawAxis();
        for (int first = 0; first < bars.size(); first += ROWS_OF_ONE) {
            drawRows(bars.subList(first, Math.min(bars.size(), first + ROWS_OF_ONE)));
        }
        page.close("div").raw("\n");
        drawLegend();
    }

    private void drawAxis() {
        page.open("svg", "class", "axis", "width", "100%", "height", AXIS + "", "aria-hidden", "true");
        for (Axis.Tick tick : axis.ticks()) {
            String anchor = tick.at() < 4 ? "start" : tick.at() > 93 ? "end" : "middle";
            page.leaf("text", tick.label(), "x", percent(tick.at()), "y", "15", "text-anchor", anchor);
        }
        page.close("svg");
    }

    private void drawRows(List<Bar> rows) {
        String height = rows.size() * ROW + "";
        page.open("svg", "class", "rows", "width", "100%", "height", height, "role", "graphics-document");
        page.leaf("title", "Timeline of " + rows.size() + (rows.size() == 1 ? " step" : " steps"));
        for (Axis.Tick tick : axis.ticks()) {
            String at = percent(tick.at());
            page.empty("line", "class", "tick", "x1", at, "x2", at, "y1", "0", "y2", height);
        }
        for (int i = 0; i < rows.size(); i++) {
            drawRow(rows.get(i), i * ROW);
        }
        page.close("svg");
    }

    private void drawRow(Bar bar, int top) {
        StepReport step = bar.step();
        page.open("a", "href", "#" + step.id(), "class", "row " + bar.standing().word());
        page.leaf(
                "title",
                step.path() + ": " + bar.standing().text() + ", " + ElapsedText.words(step.took()) + ", from "
                        + ElapsedText.words(Duration.between(axis.began(), step.began())) + " on"
                        + (step.failure().isEmpty() ? "" : "\n" + step.failure()));
        page.empty("rect", "class", "ground", "x", "0", "y", top + "", "width", "100%", "height", ROW + "");
        String bottom = top + ROW - 0.5 + "";
        page.empty("line", "class", "rule", "x1", "0", "x2", "100%", "y1", bottom, "y2", bottom);
        drawLabel(bar, top);
        int y = top + 21;
        drawBar(bar, y);
        for (double mark : bar.marks()) {
            page.empty("rect", "class", "mark", "x", percent(mark), "y", y - 2 + "", "width", "3", "height", "12");
        }
        page.close("a").raw("\n");
    }

    /** The first pixels are always there, however short the step was. */
    private void drawBar(Bar bar, int y) {
        String width = percent(bar.width());
        String kind = bar.group() ? "fill group" : "fill";
        drawPart(bar, kind + " least", y, "4", "currentColor");
        drawPart(bar, kind, y, width, "currentColor");
        if (!bar.group()) {
            drawPart(bar, "pattern", y, width, "url(#pattern-" + bar.standing().word() + ")");
        }
    }

    private void drawPart(Bar bar, String kind, int y, String width, String fill) {
        String height = bar.group() ? "4" : "8";
        String[] place = {"x", percent(bar.start()), "y", y + "", "width", width, "height", height};
        page.empty(
                "rect",
                Stream.concat(Stream.of("class", kind, "fill", fill), Stream.of(place))
                        .toArray(String[]::new));
    }

    private void drawLabel(Bar bar, int top) {
        StepReport step = bar.step();
        int left = INDENT * Math.min(DEEPEST, bar.tree().depth());
        page.open("svg", "x", "0", "y", top + "", "width", "78%", "height", "20");
        page.empty(
                "use",
                "href",
                "#sign-" + bar.standing().word(),
                "x",
                left + "",
                "y",
                "4",
                "width",
                "13",
                "height",
                "13");
        int text = left + 18;
        if (bar.tree().aside()) {
            page.empty(
                    "use",
                    "class",
                    "aside-sign",
                    "href",
                    "#sign-parallel",
                    "x",
                    text + "",
                    "y",
                    "4",
                    "width",
                    "13",
                    "height",
                    "13");
            text += 16;
        }
        page.open("text", "class", bar.group() ? "name group" : "name", "x", text + "", "y", "15")
                .text(step.name());
        if (!bar.marks().isEmpty()) {
            page.leaf("tspan", (bar.marks().size() + 1) + " attempts", "class", "aside", "dx", "8");
        }
        page.close("text").close("svg");
        if (!bar.tree().took().isEmpty()) {
            String bottom = top + 15 + "";
            page.leaf("text", bar.tree().took(), "class", "took", "x", "100%", "y", bottom, "text-anchor", "end");
        }
    }

    private void drawLegend() {
        page.open("ul", "class", "legend");
        for (StepStatus standing : StepStatus.values()) {
            if (bars.stream().anyMatch(bar -> bar.standing() == standing)) {
                page.open("li", "class", standing.word());
                ReportSymbols.show(page, standing.word());
                page.text(standing.text()).close("li");
            }
        }
        if (bars.stream().anyMatch(bar -> bar.tree().aside())) {
            page.open("li", "class", "plain");
            ReportSymbols.show(page, "parallel");
            page.text("at the same time as others").close("li");
        }
        if (bars.stream().anyMatch(bar -> !bar.marks().isEmpty())) {
            page.open("li")
                    .leaf("span", "", "class", "mark")
                    .text("an attempt failed")
                    .close("li");
        }
        page.close("ul").raw("\n");
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }
}
