package dev.fairlead.render;

import dev.fairlead.release.ReleasedStatus;
import dev.fairlead.release.plan.PlanReview;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.release.run.ReleaseState;
import java.util.ArrayList;
import java.util.List;

/** How releases look. */
final class ReleaseViews {
    private ReleaseViews() {}

    static void addTo(Views views) {
        views.add(View.of(ReleaseState.class).name(ReleaseState::workload).text(ReleaseViews::lines))
                .add(View.of(ReleaseResult.class)
                        .name(r -> r.release().workload())
                        .fitted(ReleaseViews::lines))
                .add(View.of(ReleasedStatus.class)
                        .name(s -> s.release().workload())
                        .fitted(ReleaseViews::lines))
                .add(View.of(PlanReview.class)
                        .name(r -> r.plan().workload().toString())
                        .text(ReleaseViews::lines));
    }

    private static List<String> lines(ReleaseResult result, int width) {
        List<String> lines = new ArrayList<>(lines(result.release()));
        result.status().ifPresent(status -> lines.addAll(RolloutViews.lines(status, width)));
        return lines;
    }

    private static List<String> lines(ReleasedStatus status, int width) {
        List<String> lines = new ArrayList<>(RolloutViews.lines(status.status(), width));
        lines.addAll(lines(status.release()));
        return lines;
    }

    private static List<String> lines(PlanReview review) {
        List<String> lines = new ArrayList<>(review.plan().lines());
        review.changes().forEach(change -> {
            lines.add("");
            lines.add("step " + change.step() + ", " + change.object()
                    + (change.lines().isEmpty() ? ": unchanged" : ""));
            lines.addAll(change.lines());
        });
        return lines;
    }

    private static List<String> lines(ReleaseState r) {
        List<String> lines = new ArrayList<>();
        lines.add(r.strategy() + " release of " + r.workload() + " in " + r.context() + "/" + r.namespace() + ": "
                + r.phase());
        lines.add("  images     " + (r.before().isEmpty() ? "" : r.before() + " -> ") + r.image());
        if (!r.doing().isEmpty()) {
            lines.add("  step       " + r.step() + " of " + r.steps() + ": " + r.doing());
        }
        r.share().ifPresent(share -> lines.add("  share      " + share));
        r.until().ifPresent(until -> lines.add("  until      " + until));
        lines.add("  begun      " + r.since() + " by " + r.who()
                + (r.holder().isEmpty() ? "" : "; " + r.holder() + " works on it"));
        if (!r.verdict().isEmpty()) {
            lines.add("  verdict    " + r.verdict());
        }
        r.next().forEach(line -> lines.add("  next       " + line));
        return lines;
    }
}
