package dev.fairlead.script.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.NeedsBrowser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTML page of a report as a browser lays it out. What it looks like is left in {@code target/report-pages}. */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageInBrowserTest {
    /** The boxes of what is drawn of each step, from the left edge of its picture. */
    private static final String BARS = """
            [...document.querySelectorAll('.rows a.row')].map(row => {
              const from = row.ownerSVGElement.getBoundingClientRect();
              const box = e => { const r = e.getBoundingClientRect();
                return {left: r.left - from.left, right: r.right - from.left, top: r.top, bottom: r.bottom}; };
              // its box has all that is in it, also what is not shown
              const clipped = e => getComputedStyle(e).overflowX === 'hidden' ? e.width.baseVal.value : Infinity;
              const bars = [...row.querySelectorAll('rect.fill')].map(box);
              return {name: row.querySelector('.name').textContent, took: row.querySelector('.took') ? box(row.querySelector('.took')) : {left: from.width, right: from.width},
                label: {...box(row.querySelector('svg')), right: clipped(row.querySelector('svg'))}, ground: box(row.querySelector('.ground')), width: from.width,
                left: bars[0].left, right: Math.max(...bars.map(b => b.right)), top: bars[0].top,
                bottom: bars[0].bottom}; })""";

    /** Texts whose colour is too near to that of their ground (WCAG 2, 1.4.3), with the contrast. */
    private static final String FAINT = """
            (() => {
              const parts = c => (c.match(/[\\d.]+/g) || []).map(Number);
              const light = c => { const [r, g, b] = parts(c).map(v => v / 255)
                .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
                const p = parts(c); if (p.length === 3 || p[3] > 0.99) return c; } return 'rgb(255, 255, 255)'; };
              const faint = [];
              for (const e of document.querySelectorAll('body *')) {
                const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                if (!own || e.closest('title, script, .symbols')) continue;
                const style = getComputedStyle(e);
                const ink = e.namespaceURI.endsWith('svg') ? style.fill : style.color;
                const [a, b] = [light(ink), light(ground(e))].sort((x, y) => y - x);
                const contrast = (a + 0.05) / (b + 0.05);
                if (contrast < 4.5) faint.push(e.tagName + '.' + e.getAttribute('class') + ' ' + contrast.toFixed(2));
              }
              return faint;
            })()""";

    private Path directory;
    private Chromium browser;
    private Path everything;

    @BeforeAll
    void start(@TempDir Path made) throws Exception {
        directory = made;
        browser = new Chromium(directory.resolve("profile"));
        everything = page("everything", Made.everything());
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"390,light", "390,dark", "768,light", "1280,light", "1280,dark"})
    void itFitsTheWindowAndItsTextsStandOutAndNothingIsFetched(int width, String scheme) throws Exception {
        browser.open(everything, width, 844, scheme);
        keep("everything-" + width + "-" + scheme + ".png", browser.picture());
        assertEquals(width, browser.value("innerWidth").asInt());
        assertEquals(
                width, browser.value("document.documentElement.scrollWidth").asInt());
        assertEquals("[]", browser.value(FAINT).toString());
        assertEquals(List.of(everything.toUri().toString()), browser.requests());
        assertEquals(List.of(), browser.complaints());
        assertEquals("scripts/ship.jsh failed", browser.value("document.title").asText());
        assertEquals(
                scheme.equals("dark"),
                browser.value("getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'")
                        .asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"390", "1280"})
    void barsAreSeenWhereTheirStepsWereInTime(int width) throws Exception {
        browser.open(everything, width, 844, "light");
        JsonNode bars = browser.value(BARS);
        assertEquals(12, bars.size());
        for (JsonNode bar : bars) {
            assertTrue(right(bar) - left(bar) >= 3.9, "too narrow: " + bar);
            assertTrue(left(bar) >= 0 && right(bar) <= bar.path("width").asDouble() + 4, "outside: " + bar);
            assertTrue(box(bar, "label", "bottom") <= bar.path("top").asDouble() + 1, "over its label: " + bar);
            assertTrue(bar.path("bottom").asDouble() < box(bar, "ground", "bottom"), "over the next row: " + bar);
            assertTrue(box(bar, "label", "right") <= box(bar, "took", "left"), "its time in its label: " + bar);
            assertTrue(box(bar, "took", "right") <= bar.path("width").asDouble() + 1, "its time outside: " + bar);
        }
        assertTrue(right(bars.get(3)) <= left(bars.get(4)), "the second push comes after the first");
        assertTrue(left(bars.get(7)) < right(bars.get(9)) && left(bars.get(9)) < right(bars.get(7)), "both regions");
        assertEquals(left(bars.get(6)), left(bars.get(9)), 0.5, "both regions begin together");
        assertTrue(left(bars.get(7)) >= left(bars.get(6)) - 0.5 && right(bars.get(8)) <= right(bars.get(6)) + 0.5);
        assertEquals(
                28.0 / 59,
                (right(bars.get(8)) - left(bars.get(8)))
                        / bars.get(8).path("width").asDouble(),
                0.01);
    }

    @Test
    void onPaperNothingIsClosedAndAllIsDarkOnWhite() throws Exception {
        browser.open(everything, 390, 844, "dark");
        String closed = "document.querySelector('#step-1 pre').checkVisibility()";
        assertEquals("false", browser.value(closed).toString());
        browser.media("print", "dark");
        assertEquals("true", browser.value(closed).toString(), "opened by the style alone");
        assertEquals(
                "rgb(0, 0, 0) on rgb(255, 255, 255)",
                browser.value(
                                "getComputedStyle(document.body).color + ' on ' + getComputedStyle(document.body).backgroundColor")
                        .asText());
        assertEquals("[]", browser.value(FAINT).toString());
        byte[] pdf = browser.pdf();
        keep("everything.pdf", pdf);
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("%PDF-") && text.contains("/Font"), "a document with text");
        assertTrue(text.split("/Type /Page\\b", -1).length > 2, "of several pages");
        assertTrue(
                browser.value("document.querySelector('#step-1 details').open === false")
                        .asBoolean(),
                "closed again");
    }

    @Test
    void oneStepAndTwoHundredAreDrawnAlike() throws Exception {
        browser.open(page("one", Made.inARow(1)), 390, 844, "light");
        JsonNode one = browser.value(BARS);
        assertEquals(one.get(0).path("width").asDouble(), right(one.get(0)) - left(one.get(0)), 0.5);
        Path many = page("many", Made.inARow(200));
        browser.open(many, 1280, 900, "light");
        keep("many-1280-light.png", browser.picture());
        JsonNode bars = browser.value(BARS);
        List<String> over = new ArrayList<>();
        for (int i = 1; i < bars.size(); i++) {
            if (bars.get(i).path("top").asDouble() - bars.get(i - 1).path("top").asDouble() < 30) {
                over.add(bars.get(i).path("name").asText());
            }
        }
        assertEquals(200, bars.size());
        assertEquals(List.of(), over);
        assertTrue(
                browser.value("document.querySelector('.timeline').getBoundingClientRect().height < innerHeight")
                        .asBoolean(),
                "it is moved within itself");
    }

    @Test
    void aStepThatIsGoneToIsOpened() throws Exception {
        browser.open(everything, 1280, 900, "light");
        browser.value("location.hash = '#step-1'");
        for (int i = 0;
                i < 100
                        && !browser.value("document.querySelector('#step-1 details').open")
                                .asBoolean();
                i++) {
            Thread.sleep(20);
        }
        assertTrue(
                browser.value("document.querySelector('#step-1 details').open").asBoolean());
    }

    private static double left(JsonNode bar) {
        return bar.path("left").asDouble();
    }

    private static double right(JsonNode bar) {
        return bar.path("right").asDouble();
    }

    private static double box(JsonNode bar, String part, String side) {
        return bar.path(part).path(side).asDouble();
    }

    private Path page(String name, ScriptReport report) throws Exception {
        return Files.writeString(directory.resolve(name + ".html"), Page.of(report, ZoneOffset.UTC));
    }

    private static void keep(String name, byte[] content) throws Exception {
        Files.write(Files.createDirectories(Path.of("target", "report-pages")).resolve(name), content);
    }
}
