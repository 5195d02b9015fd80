package dev.fairlead.render;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.Replicas;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Verdict;
import dev.fairlead.rollout.model.Diagnosis;
import java.util.ArrayList;
import java.util.List;

/** How a diagnosis looks: headline, why with its evidence, what other layers say, what to type next. */
final class DiagnosisViews {
    private static final int LABEL = 13;

    private DiagnosisViews() {}

    static void addTo(Views views) {
        views.add(View.of(Diagnosis.class)
                .name(diagnosis -> diagnosis.status().workload())
                .text(DiagnosisViews::lines));
    }

    private static List<String> lines(Diagnosis diagnosis) {
        RolloutStatus status = diagnosis.status();
        List<String> lines = new ArrayList<>();
        lines.add(status.workload() + " in " + status.context() + "/" + status.namespace() + ": " + status.state()
                + (status.revision().isEmpty() ? "" : ", revision " + status.revision()));
        if (diagnosis.verdicts().isEmpty()) {
            lines.add(labelled(status.state() == State.CURRENT ? "well" : "waits", status.message()));
        }
        diagnosis.verdicts().forEach(verdict -> verdict(verdict, lines));
        diagnosis.findings().forEach(clue -> lines.add(clue(clue)));
        lines.add(labelled("pods", pods(status.replicas())));
        diagnosis.warnings().forEach(clue -> lines.add(labelled("warning", clue.message())));
        for (int i = 0; i < diagnosis.next().size(); i++) {
            lines.add(labelled(i == 0 ? "next" : "", diagnosis.next().get(i)));
        }
        return lines;
    }

    private static void verdict(Verdict verdict, List<String> lines) {
        String waits = verdict.fatal() ? "" : " (may pass)";
        lines.add(labelled(verdict.family().toString(), verdict.message() + waits));
        if (!verdict.event().isEmpty() && !verdict.message().contains(verdict.event())) {
            lines.add(labelled("event", verdict.event()));
        }
        if (!verdict.log().isEmpty()) {
            lines.add(labelled(
                    "log", "of " + verdict.container() + " in " + verdict.pods().get(0)));
            verdict.log().forEach(line -> lines.add(labelled("", "| " + line)));
        }
    }

    private static String clue(Clue clue) {
        return labelled(clue.layer().toString(), clue.message());
    }

    private static String pods(Replicas replicas) {
        return replicas.desired() + " desired, " + replicas.updated() + " updated, " + replicas.ready() + " ready, "
                + replicas.available() + " available" + (replicas.old() > 0 ? ", " + replicas.old() + " old" : "");
    }

    private static String labelled(String label, String text) {
        return "  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + text;
    }
}
