package dev.fairlead.release.run;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.plan.Strategy;
import dev.fairlead.release.record.LeaseObject;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rights.AccessReview;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import dev.fairlead.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a release needs to be allowed, step by step; asked before it writes anything. */
public final class ReleaseRights {
    private static final String LEASES = "leases.coordination.k8s.io";

    private final ClusterClient cluster;
    private final ObjectName workload;
    private final AccessReview review;

    public ReleaseRights(ClusterClient cluster, ObjectName workload) {
        this.cluster = cluster;
        this.workload = workload;
        this.review = new AccessReview(cluster);
    }

    /**
     * Reads what a release is planned by.
     *
     * @throws dev.fairlead.failure.OpsException of kind DENIED that names each right which is missing as far as known
     */
    public <T> T planning(Strategy strategy, Supplier<T> reads) {
        List<Right> known = new ArrayList<>(Operation.FIND_SERVICES.in(cluster.namespace()));
        known.addAll(of(Operation.CHANGE, workload));
        known.addAll(of(Operation.FOLLOW, workload));
        known.addAll(lease(Operation.CHANGE));
        ReleaseObserver.others(workload.name()).forEach(other -> known.addAll(of(Operation.READ, other)));
        if (strategy instanceof Strategy.BlueGreen) {
            known.addAll(Operation.LIST.on("deployments.apps", cluster.namespace(), ""));
        }
        return review.reading("release " + workload, known, reads);
    }

    /** @param leased reads whether there is a Lease of earlier releases */
    void requireFor(Plan plan, Supplier<Boolean> leased) {
        String doing = "release " + workload;
        List<Right> needed = of(plan, steps(plan.steps(), plan.autoRollback() ? plan.wayBack() : List.of()));
        needed.addAll(lease(review.reading(doing, needed, leased) ? Operation.REPLACE : Operation.CREATE));
        review.require(doing, needed);
    }

    /** Reads where a release stands. */
    <T> T finding(Supplier<T> reads) {
        return review.reading("find the release of " + workload, lease(Operation.CHANGE), reads);
    }

    /** @param verb what is done with a release that stands there */
    void requireFor(String verb, ReleaseRecord record) {
        Plan plan = record.plan();
        boolean mayGoBack = !record.back() && plan.autoRollback();
        List<Right> needed = new ArrayList<>(lease(Operation.REPLACE));
        needed.addAll(of(plan, steps(record.left(), mayGoBack ? plan.wayBack() : List.of())));
        review.require(verb + " the release of " + workload, needed);
    }

    private static List<Step> steps(List<Step> some, List<Step> more) {
        List<Step> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private List<Right> of(Plan plan, List<Step> steps) {
        List<Right> needed = new ArrayList<>(lease(Operation.CHANGE));
        plan.found().forEach(found -> needed.addAll(of(Operation.READ, found.object())));
        steps.forEach(step -> needed.addAll(of(plan, step)));
        needed.addAll(of(Operation.LOOK, plan.stable()));
        return needed;
    }

    private List<Right> of(Plan plan, Step step) {
        if (step instanceof Step.Create create) {
            return of(Operation.CREATE, create.object());
        } else if (step instanceof Step.Remove remove) {
            List<Right> needed = new ArrayList<>(of(Operation.REMOVE, remove.object()));
            if (remove.object().isDeployment()) {
                needed.addAll(Operation.AWAIT_PODS.in(cluster.namespace()));
            }
            return needed;
        } else if (step instanceof Step.Follow follow) {
            return of(Operation.FOLLOW, follow.object());
        } else if (step.waits()) {
            return of(Operation.LOOK, plan.candidate());
        } else if (step instanceof Step.Check) {
            // What a gate asks is asked once before the first write, by the gate itself.
            return List.of();
        } else if (step.target().isPresent()) {
            return of(Operation.CHANGE, step.target().get());
        }
        return plan.routes()
                .map(new Traffic(cluster, ProgressListener.SILENT)::rights)
                .orElseGet(() -> of(Operation.READ, plan.candidate()));
    }

    private List<Right> lease(Operation operation) {
        return operation.on(LEASES, cluster.namespace(), LeaseObject.name(workload));
    }

    private List<Right> of(Operation operation, ObjectName object) {
        return operation.on(cluster.discovery().find(object.kind()).qualified(), cluster.namespace(), object.name());
    }
}
