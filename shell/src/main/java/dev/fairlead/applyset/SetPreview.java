package dev.fairlead.applyset;

import dev.fairlead.applyset.OrphanedObject.Fate;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/** What a plan comes to in words: all of a dry run, and what is worth knowing of a real one. */
final class SetPreview {
    static final String NOT_PRUNED = "not pruned";
    static final String KEPT = "kept";
    static final String LEFT = "left";

    private final ApplySetRequest request;
    private final ProgressListener progress;

    SetPreview(ApplySetRequest request, ProgressListener progress) {
        this.request = request;
        this.progress = progress;
    }

    ApplySetResult of(SetPlan plan, String context, String namespace) {
        List<SetObject> objects = new ArrayList<>();
        for (CheckedMember check : plan.checks()) {
            SetMember member = check.member();
            objects.add(new SetObject(member.ref(), member.namespace(), check.outcome(), "", "", diff(check)));
        }
        boolean prune = request.has(ApplySetRequest.Wish.PRUNE);
        add(objects, plan.of(Fate.PRUNED), prune ? "pruned" : NOT_PRUNED);
        add(objects, plan.of(Fate.KEPT), KEPT);
        add(objects, plan.of(Fate.LEFT), LEFT);
        tellStale(plan, progress);
        tellLeft(plan, progress);
        tellOpen(prune ? List.of() : plan.of(Fate.PRUNED), request, progress);
        return new ApplySetResult(request.name(), context, namespace, true, objects, List.of());
    }

    /** None where nothing changes or it is not known. */
    private static List<String> diff(CheckedMember check) {
        return check.changes() && check.before().isPresent() && check.after().isPresent()
                ? ObjectApply.diff(
                        check.member().ref(),
                        check.before().get(),
                        check.after().get())
                : List.of();
    }

    private static void add(List<SetObject> to, List<OrphanedObject> leftovers, String outcome) {
        for (OrphanedObject leftover : leftovers) {
            ObjectKey key = leftover.entry().key();
            to.add(new SetObject(key.ref(), key.namespace(), outcome, "", leftover.why(), List.of()));
        }
    }

    /** Pods read variables once, when they start. */
    static void tellStale(SetPlan plan, ProgressListener progress) {
        plan.stale()
                .forEach((config, workloads) -> workloads.forEach(member -> member.workload()
                        .ifPresent(workload -> progress.warn(config.ref() + " changed: pods of " + workload.ref()
                                + " keep the old values until they restart: rollout restart " + workload.ref() + " -n "
                                + workload.namespace()))));
    }

    static void tellLeft(SetPlan plan, ProgressListener progress) {
        plan.of(Fate.LEFT)
                .forEach(leftover -> progress.note(leftover.entry().key() + " is left as it is: " + leftover.why()));
        plan.of(Fate.KEPT).forEach(leftover -> progress.note(leftover.entry().key() + " is kept: " + leftover.why()));
    }

    static void tellOpen(List<OrphanedObject> open, ApplySetRequest request, ProgressListener progress) {
        if (!open.isEmpty()) {
            progress.warn("no longer in the manifests: " + SetRun.names(open) + "; to delete: " + request.line()
                    + " --prune");
        }
    }
}
