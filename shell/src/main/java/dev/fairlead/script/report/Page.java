package dev.fairlead.script.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A report as one HTML page that needs nothing else: its policy lets a browser fetch nothing, and use no style and no
 * script but its own. The script only opens what is closed for paper; without it the page is whole.
 */
final class Page {
    private static final int WORTH_TELLING = 500;

    private final ScriptReport report;
    private final ZoneId zone;
    private final Markup page = new Markup();

    private Page(ScriptReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    /** @param zone whose time is shown */
    static String of(ScriptReport report, ZoneId zone) {
        return new Page(report, zone).whole();
    }

    private String whole() {
        String style = own("report.css");
        String script = own("report.js");
        page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").raw("\n<head>\n");
        page.empty("meta", "charset", "utf-8").raw("\n");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script))
                .raw("\n");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .raw("\n");
        page.empty("meta", "name", "color-scheme", "content", "light dark").raw("\n");
        page.empty("link", "rel", "icon", "href", "data:,").raw("\n");
        page.leaf("title", report.script() + " " + Heading.outcome(report)).raw("\n");
        page.raw("<style>").raw(style).raw("</style>\n</head>\n");
        page.open("body", "class", Heading.standing(report).word()).raw("\n");
        ReportSymbols.define(page);
        page.open("main").raw("\n");
        new Heading(page, report, zone).write();
        report.failure().ifPresent(failure -> new FailureCard(page, report, failure).write());
        steps();
        outside();
        new ReportContext(page, report).write();
        page.close("main").raw("\n<script>").raw(script).raw("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private void steps() {
        List<StepTree> trees = StepTree.of(report);
        if (trees.isEmpty()) {
            return;
        }
        page.open("section", "id", "timeline").leaf("h2", "Timeline").raw("\n");
        Instant first = report.steps().get(0).began();
        Axis axis = Axis.of(first, report.ended());
        Duration before = Duration.between(report.began(), first);
        if (before.toMillis() >= WORTH_TELLING) {
            page.leaf(
                    "p",
                    "from the first step on, which began " + ElapsedText.words(before) + " after the run",
                    "class",
                    "aside");
        }
        new TimelinePicture(page, axis, Bar.of(trees, axis)).draw();
        page.close("section")
                .raw("\n")
                .open("section", "id", "steps")
                .leaf("h2", "Steps")
                .raw("\n");
        new StepList(page, zone).write(trees);
        page.close("section").raw("\n");
    }

    private void outside() {
        ReportEvidence evidence = new ReportEvidence(page, zone);
        if (ReportEvidence.isNone(report.outside())) {
            return;
        }
        page.open("section", "id", "outside");
        page.leaf("h2", report.steps().isEmpty() ? "What it did" : "Outside of steps");
        page.open("div", "class", "body");
        evidence.write(report.outside(), true);
        page.close("div").close("section").raw("\n");
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'sha256-"
                + hash(style) + "'; script-src 'sha256-" + hash(script) + "'";
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String own(String name) {
        try (InputStream stream = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
