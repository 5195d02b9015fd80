package dev.fairlead.render;

import dev.fairlead.release.plan.PlanReview;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.release.run.ReleaseState;
import dev.fairlead.release.run.StatusResult;
import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How releases look. */
final class ReleaseViews {
    private ReleaseViews() {}

    static void addTo(Views views) {
        views.add(View.of(ReleaseState.class).name(ReleaseState::workload).text(ReleaseViews::lines))
                .add(View.of(ReleaseResult.class)
                        .name(r -> r.release().workload())
                        .fitted(ReleaseViews::lines))
                .add(View.of(StatusResult.class)
                        .rows(ReleaseViews::rows)
                        .names(r -> r.workloads().stream()
                                .map(RolloutStatus::workload)
                                .toList())
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

    private static Optional<List<?>> rows(StatusResult result) {
        return switch (result.asked()) {
            case ONE -> Optional.empty();
            case SEVERAL -> Optional.of(result.workloads());
            case EVERY_NAMESPACE -> Optional.of(new AllNamespaces<>(result.workloads()));
        };
    }

    private static List<String> lines(StatusResult result, int width) {
        List<String> lines =
                new ArrayList<>(RolloutViews.lines(result.workloads().get(0), width));
        result.release().ifPresent(release -> lines.addAll(lines(release)));
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
