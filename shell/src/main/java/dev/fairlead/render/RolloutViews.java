package dev.fairlead.render;

import dev.fairlead.rollout.judge.Replicas;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Verdict;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.RevisionDiff;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.WaitResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How rollouts look. */
final class RolloutViews {
    private RolloutViews() {}

    static void addTo(Views views) {
        views.add(View.of(RolloutStatus.class)
                        .column("WORKLOAD", RolloutStatus::workload)
                        .column("STATE", RolloutStatus::state)
                        .column("UPDATED", s -> counted(s, s.replicas().updated()))
                        .column("AVAILABLE", s -> counted(s, s.replicas().available()))
                        .column("WHY", RolloutViews::why)
                        .namespace(RolloutStatus::namespace)
                        .wide("CONTEXT", RolloutStatus::context)
                        .wide("IMAGES", s -> String.join(", ", s.images()))
                        .name(RolloutStatus::workload)
                        .fitted(RolloutViews::lines))
                .add(View.of(RolloutResult.class)
                        .name(r -> r.changes().get(r.changes().size() - 1).object())
                        .fitted(RolloutViews::lines))
                .add(View.of(WaitResult.class)
                        .column("OBJECT", WaitResult::object)
                        .column("WANTED", WaitResult::wanted)
                        .column("REACHED", w -> w.reached() ? "yes" : "no")
                        .column("VALUE", WaitResult::value)
                        .wide("NAMESPACE", WaitResult::namespace)
                        .name(WaitResult::object))
                .add(View.of(Revision.class)
                        .column("REVISION", r -> r.number() + (r.current() ? " *" : ""))
                        .column("IMAGES", r -> String.join(", ", r.images()))
                        .column("PODS", Revision::replicas)
                        .column("AGE", r -> Shown.age(r.created(), Instant.now()))
                        .column("WHO", Revision::who)
                        .column("CHANGE-CAUSE", Revision::changeCause)
                        .wide("CREATED", Revision::created)
                        .wide("FAILED", Revision::failed)
                        .name(r -> String.valueOf(r.number())))
                .add(View.of(RevisionDiff.class)
                        .name(d -> d.from() + ".." + d.to())
                        .text(RolloutViews::lines));
    }

    /** Of what runs no pods there is nothing to count. */
    private static String counted(RolloutStatus status, int pods) {
        return status.images().isEmpty() ? "" : pods + "/" + status.replicas().desired();
    }

    private static String why(RolloutStatus status) {
        return status.verdicts().stream().findFirst().map(Verdict::message).orElse(status.message());
    }

    private static List<String> lines(RevisionDiff diff) {
        List<String> lines = new ArrayList<>(diff.template());
        diff.config().forEach(config -> {
            lines.add(config.object() + ":");
            config.lines().forEach(line -> lines.add("  " + line));
        });
        return lines.isEmpty()
                ? List.of(diff.workload() + ": revisions " + diff.from() + " and " + diff.to() + " are the same")
                : lines;
    }

    private static List<String> lines(RolloutResult result, int width) {
        if (result.status().isPresent()) {
            return lines(result.status().get(), width);
        }
        List<String> lines = new ArrayList<>(
                result.changes().stream().map(RolloutViews::line).toList());
        result.changes().stream().filter(change -> !change.diff().isEmpty()).forEach(change -> {
            lines.add("");
            lines.addAll(change.diff());
        });
        return lines;
    }

    private static String line(ObjectChange change) {
        return change.object() + " " + change.outcome();
    }

    static List<String> lines(RolloutStatus s, int width) {
        List<String> lines = new ArrayList<>();
        String place = s.namespace().isEmpty() ? s.context() : s.context() + "/" + s.namespace();
        lines.add(s.workload() + " in " + place + ": " + s.state()
                + (s.revision().isEmpty() ? "" : ", revision " + s.revision()));
        String said = s.images().isEmpty() ? s.message() : s.remark();
        if (!said.isEmpty()) {
            lines.add("  status     " + said);
        }
        if (!s.images().isEmpty()) {
            addPods(s, lines);
        }
        s.verdicts()
                .forEach(verdict -> lines.add("  " + verdict.family()
                        + " "
                                .repeat(Math.max(
                                        1, 11 - verdict.family().toString().length())) + verdict.message()));
        List<List<String>> pods = s.pods().stream().map(RolloutViews::cells).toList();
        if (!pods.isEmpty()) {
            Table.lines(List.of("  POD", "REVISION", "PHASE", "READY", "RESTARTS", "NODE", "REASON"), pods, width)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static void addPods(RolloutStatus s, List<String> lines) {
        Replicas replicas = s.replicas();
        lines.add("  images     " + String.join(", ", s.images()));
        lines.add("  pods       " + replicas.desired() + " desired, " + replicas.updated() + " updated, "
                + replicas.ready() + " ready, " + replicas.available() + " available"
                + (replicas.old() > 0 ? ", " + replicas.old() + " old" : ""));
    }

    private static List<String> cells(RolloutStatus.PodLine pod) {
        return List.of(
                "  " + pod.name(),
                pod.newest() ? "newest" : "old",
                pod.terminating() ? "Terminating" : pod.phase(),
                pod.ready() ? "yes" : "no",
                String.valueOf(pod.restarts()),
                pod.node(),
                pod.reason());
    }
}
