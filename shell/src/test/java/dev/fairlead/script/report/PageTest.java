package dev.fairlead.script.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTML page of a report, as text. */
final class PageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a < b & c > d|a &lt; b &amp; c &gt; d",
                "\"x\" 'y'|&quot;x&quot; &#39;y&#39;",
                "&lt;|&amp;lt;",
                "a \u001b[1;31mred\u001b[0m and \u001b]0;title\u0007plain|a red and plain",
                "bell\u0007s|bell\ufffds",
                "\u202ereversed|\ufffdreversed",
                "half \ud83d|half \ufffd",
                "whole \ud83d\ude80|whole \ud83d\ude80"
            })
    void textStaysTextAndHasNothingThatCannotBeShown(String text, String markup) {
        assertEquals(markup, new Markup().text(text).toString());
        assertEquals(
                "<p title=\"" + markup + "\"/>",
                new Markup().empty("p", "title", text).toString());
    }

    @Test
    void nothingOfTheRunBecomesMarkup() {
        String page = Page.of(Made.everything(), ZoneOffset.UTC);
        assertFalse(page.contains("<img"), "a step's name");
        assertFalse(page.contains("<b>bold"), "a word of the line");
        assertFalse(page.contains("<again>"), "an attempt's failure");
        assertFalse(page.contains("words <b>"), "a verdict's log");
        assertTrue(page.contains("&lt;script&gt;document.title"), "the log is there");
        assertEquals(1, page.split("<script", -1).length - 1);
    }

    @Test
    void itNamesNothingThatABrowserWouldFetchAndForbidsIt() {
        String page = Page.of(Made.everything(), ZoneOffset.UTC);
        Matcher named = Pattern.compile("<[a-z][^>]* (?:src|href|action|data|style)=\"([^\"]*)\"")
                .matcher(page);
        assertTrue(named.results().count() > 20, "signs and links");
        named.reset();
        while (named.find()) {
            assertTrue(named.group(1).startsWith("#") || named.group(1).equals("data:,"), named.group());
        }
        assertFalse(page.contains("@import") || page.contains("url(http"));
        assertTrue(page.contains("default-src &#39;none&#39;"), "its policy");
    }

    @Test
    void itSaysAboveAllHowTheRunCameOutAndWhy() {
        String page = Page.of(Made.everything(), ZoneOffset.UTC);
        for (String said : new String[] {
            "<title>scripts/ship.jsh failed</title>",
            "fairlead run scripts/ship.jsh --app hello --note &#39;it&#39;\\&#39;&#39;s &lt;b&gt;bold&lt;/b&gt;&#39;",
            "<dd>20<small>Rollout: a pod&#39;s image cannot be pulled.</small>",
            "<dd>2026-03-01 12:00:00 UTC</dd>",
            "<dd>dev / team<small>Kubernetes v1.20.2, UID 1-2-3</small>",
            "in step <a href=\"#step-6\">Roll out</a>, at <code>ship.jsh:12</code>",
            "<li><code>rollout undo deployment/web</code></li>",
            "<dd>*** (secret)</dd>",
            "<dd>a1b2c3d4 on main, with changes that are not committed</dd>",
            "the last 2 of 14 lines"
        }) {
            assertTrue(page.contains(said), said);
        }
        assertTrue(page.indexOf("id=\"failure\"") < page.indexOf("id=\"timeline\""));
        assertTrue(Page.of(Made.inARow(1), ZoneId.of("Asia/Tokyo")).contains("2026-03-01 21:00:00 UTC+09:00"));
    }

    @Test
    void whatWentWellIsClosedAndWhatDidNotIsOpen() {
        String page = Page.of(Made.everything(), ZoneOffset.UTC);
        assertTrue(page.contains("<li id=\"step-1\" class=\"step done\">\n<details>"));
        assertTrue(page.contains("<li id=\"step-6\" class=\"step failed\">\n<details open>"));
        assertTrue(page.contains("<li id=\"step-3\" class=\"step done\">\n<div class=\"summary\">"));
    }

    @Test
    void aRunWithoutStepsHasNoTimeline() {
        String page = Page.of(new Made().report(5, false, Optional.empty()), ZoneOffset.UTC);
        assertFalse(page.contains("id=\"timeline\"") || page.contains("id=\"outside\""), page);
        assertTrue(page.contains("succeeded"));
    }

    @Test
    void aLongTimelineIsDrawnInPartsThatFitOnPaper() {
        String page = Page.of(Made.inARow(200), ZoneOffset.UTC);
        assertEquals(10, page.split("class=\"rows\"", -1).length - 1);
        assertEquals(200, page.split("class=\"row planned\"", -1).length - 1);
        assertTrue(page.contains("class=\"timeline long\""));
    }
}
