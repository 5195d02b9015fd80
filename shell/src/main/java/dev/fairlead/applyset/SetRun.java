package dev.fairlead.applyset;

import dev.fairlead.applyset.OrphanedObject.Fate;
import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.Confirmation;
import dev.fairlead.cluster.Manifest;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One apply of a set, from the plan to the inventory that is left. It can be interrupted anywhere and run again: what
 * may be on the cluster is in the inventory before it is made, and leaves it after it is gone.
 */
final class SetRun {
    private final ClusterClient cluster;
    private final ApplySetRequest request;
    private final SetWriter apply;
    private final SetRecord record;
    private final Confirmation confirmation;
    private final ProgressListener progress;

    SetRun(
            ClusterClient cluster,
            ApplySetRequest request,
            SetWriter apply,
            SetRecord record,
            Confirmation confirmation,
            ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.apply = apply;
        this.record = record;
        this.confirmation = confirmation;
        this.progress = progress;
    }

    ApplySetResult run(List<Manifest> manifests) {
        SetPlanner planner = new SetPlanner(cluster, request, progress);
        List<SetMember> members = planner.members(manifests);
        SetRights rights = new SetRights(cluster, request, members);
        Inventory inventory = rights.reading(() -> new Inventory(cluster, request.name()).read());
        SetPlan plan = planner.plan(members, inventory, rights);
        if (request.dryRun()) {
            SetPreview preview = new SetPreview(request, progress);
            return preview.of(plan, cluster.context(), cluster.namespace());
        }
        List<OrphanedObject> pruned = request.has(ApplySetRequest.Wish.PRUNE) ? plan.of(Fate.PRUNED) : List.of();
        confirm(pruned);
        return change(plan, pruned, inventory);
    }

    private ApplySetResult change(SetPlan plan, List<OrphanedObject> pruned, Inventory inventory) {
        SetState state = new SetState(plan.members());
        try {
            apply.applyNamespace(plan, state);
            inventory.write(plan.union(inventory), plan.pending());
            apply.apply(plan, state);
            Set<ObjectKey> gone = prune(pruned, state);
            inventory.write(plan.remaining(state, gone), List.of());
        } catch (Cancelled e) {
            throw new Cancelled(
                    e.message() + "; " + state.appliedCount() + " of "
                            + plan.members().size() + " objects of set " + request.name() + " were applied",
                    List.of(request.line()));
        } catch (OpsException e) {
            throw ApplySetFailed.of(e, result(state), request.line());
        }
        SetPreview.tellStale(plan, progress);
        tellKept(plan, state);
        return result(state);
    }

    private ApplySetResult result(SetState state) {
        return state.result(request.name(), cluster.context(), cluster.namespace());
    }

    /** Asked before anything is changed, so that a refusal leaves nothing half done. */
    private void confirm(List<OrphanedObject> pruned) {
        if (pruned.isEmpty() || request.has(ApplySetRequest.Wish.PRUNE_UNASKED)) {
            return;
        }
        String what = names(pruned);
        String where = "context " + cluster.context();
        boolean agreed = confirmation
                .answer(where + ": delete " + what + ", which set " + request.name() + " no longer has?")
                .orElseThrow(() -> new OpsException(
                                FailureKind.USAGE,
                                where + ": pruning " + what + " wants to be confirmed; nothing was changed")
                        .hint(request.line() + " --prune --yes"));
        if (!agreed) {
            throw new Cancelled("nothing was changed");
        }
    }

    private Set<ObjectKey> prune(List<OrphanedObject> pruned, SetState state) {
        OrphanedObjects leftovers = new OrphanedObjects(cluster);
        Set<ObjectKey> gone = new HashSet<>();
        List<AppliedObject> deleted = new ArrayList<>();
        for (OrphanedObject leftover : pruned) {
            AppliedObject outcome = leftovers.delete(leftover);
            deleted.add(outcome);
            state.add(outcome);
            gone.add(leftover.entry().key());
            record.add(outcome.object().toString(), outcome.namespace(), outcome.outcome());
        }
        if (!deleted.isEmpty()) {
            leftovers.awaitGone(deleted, progress);
        }
        return gone;
    }

    /** What the manifests no longer have and is still there. */
    private void tellKept(SetPlan plan, SetState state) {
        List<OrphanedObject> open = request.has(ApplySetRequest.Wish.PRUNE) ? List.of() : plan.of(Fate.PRUNED);
        open.forEach(leftover -> state.add(leftover, SetPreview.NOT_PRUNED));
        plan.of(Fate.KEPT).forEach(leftover -> state.add(leftover, SetPreview.KEPT));
        plan.of(Fate.LEFT).forEach(leftover -> state.add(leftover, SetPreview.LEFT));
        SetPreview.tellLeft(plan, progress);
        SetPreview.tellOpen(open, request, progress);
    }

    static String names(List<OrphanedObject> leftovers) {
        List<String> first = leftovers.stream()
                .limit(5)
                .map(leftover -> leftover.entry().key().toString())
                .toList();
        int more = leftovers.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }
}
