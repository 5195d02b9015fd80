package dev.fairlead.script.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong with a workload, with what other layers say of it and the cluster's own words. */
final class VerdictCard {
    private final Markup page;
    private final JsonNode verdict;

    VerdictCard(Markup page, JsonNode verdict) {
        this.page = page;
        this.verdict = verdict;
    }

    void write() {
        boolean fatal = verdict.path("fatal").asBoolean();
        page.open("section", "class", fatal ? "verdict fatal" : "verdict");
        page.open("p", "class", "family").leaf("b", text("family"));
        page.text(" " + text("reason")).close("p");
        page.open("p", "class", "message");
        if (!text("workload").isEmpty()) {
            page.leaf("b", text("workload")).text(": ");
        }
        page.text(text("message")).close("p");
        about();
        finding("the cluster", text("event"));
        for (JsonNode finding : verdict.path("findings")) {
            finding(finding.path("layer").asText(), finding.path("message").asText());
        }
        List<String> log = new ArrayList<>();
        verdict.path("log").forEach(line -> log.add(line.asText()));
        if (!log.isEmpty()) {
            String container = text("container");
            page.leaf("p", "The end of the log" + (container.isEmpty() ? "" : " of " + container), "class", "aside");
            page.leaf("pre", String.join("\n", log));
        }
        if (!text("next").isEmpty()) {
            page.open("p", "class", "next")
                    .text("Next: ")
                    .leaf("code", text("next"))
                    .close("p");
        }
        page.close("section").raw("\n");
    }

    private void about() {
        List<String> pods = new ArrayList<>();
        verdict.path("pods").forEach(pod -> pods.add(pod.asText()));
        if (!pods.isEmpty()) {
            int of = verdict.path("ofPods").asInt();
            page.leaf(
                    "p",
                    pods.size() + " of " + of + (of == 1 ? " pod: " : " pods: ") + String.join(", ", pods),
                    "class",
                    "aside");
        }
    }

    private void finding(String who, String words) {
        if (!words.isEmpty()) {
            page.open("p", "class", "finding").leaf("b", who).text(" " + words).close("p");
        }
    }

    private String text(String name) {
        return verdict.path(name).asText("");
    }
}
