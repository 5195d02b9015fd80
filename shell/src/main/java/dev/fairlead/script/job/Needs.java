package dev.fairlead.script.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rights each call of the API needs; the table that a script's rights are looked up in. */
final class Needs {
    private static final String FOLLOW = "get,list,watch pods events deployments.apps replicasets.apps"
            + " statefulsets.apps daemonsets.apps controllerrevisions.apps jobs.batch;get pods/log";
    private static final String CHANGE = FOLLOW + ";patch deployments.apps statefulsets.apps daemonsets.apps";
    private static final String DEPLOY = FOLLOW
            + ";get namespaces;get,create,patch deployments.apps services;get,list horizontalpodautoscalers.autoscaling"
            + " leases.coordination.k8s.io";
    private static final String RELEASE = DEPLOY
            + ";list services;delete deployments.apps services;create,update,patch,delete leases.coordination.k8s.io;get,list,create,patch,delete ingresses.networking.k8s.io";

    private static final Map<String, String> IN_NAMESPACES = Map.ofEntries(
            Map.entry("rollout.status", FOLLOW),
            Map.entry("rollout.statuses", FOLLOW),
            Map.entry("rollout.follow", FOLLOW),
            Map.entry("rollout.followLabelled", FOLLOW),
            Map.entry("rollout.waitFor", FOLLOW),
            Map.entry("rollout.wait", FOLLOW),
            Map.entry("rollout.diagnose", FOLLOW),
            Map.entry("rollout.history", FOLLOW),
            Map.entry("rollout.diff", FOLLOW),
            Map.entry("rollout.undo", CHANGE),
            Map.entry("rollout.restart", CHANGE),
            Map.entry("rollout.pause", CHANGE),
            Map.entry("rollout.resume", CHANGE + ";get leases.coordination.k8s.io"),
            Map.entry("rollout.deploy", DEPLOY),
            Map.entry("rollout.release", RELEASE),
            Map.entry("rollout.releaseIn", RELEASE),
            Map.entry("rollout.plan", RELEASE),
            Map.entry("rollout.releaseOf", "get,list leases.coordination.k8s.io"),
            Map.entry("rollout.applyPlan", RELEASE),
            Map.entry("rollout.promote", RELEASE),
            Map.entry("rollout.promoteFully", RELEASE),
            Map.entry("rollout.abort", RELEASE),
            Map.entry("cluster.pods", "list pods"),
            Map.entry("cluster.deployments", "list deployments.apps"),
            Map.entry(
                    "cluster.logs",
                    "get,list pods deployments.apps statefulsets.apps daemonsets.apps"
                            + " replicasets.apps jobs.batch;get pods/log"));

    private static final Map<String, String> IN_CLUSTER = Map.of(
            "cluster.namespaces", "list namespaces",
            "cluster.ns", "list namespaces",
            "cluster.uid", "get namespaces",
            "cluster.info", "list nodes");

    /** Verbs on the kind that the call's first word names. */
    private static final Map<String, String> OF_KIND = Map.of(
            "cluster.get", "get,list",
            "cluster.object", "get,list",
            "cluster.watch", "get,list,watch",
            "cluster.delete", "get,list,watch,delete");

    private static final Set<String> NONE = Set.of(
            "rollout.in",
            "rollout.inContext",
            "rollout.named",
            "rollout.releasing",
            "rollout.waiting",
            "rollout.notifying",
            "rollout.notifyingNobody",
            "cluster.in",
            "cluster.inContext",
            "cluster.contexts",
            "cluster.current",
            "cluster.kinds",
            "cluster.use",
            "image.tags");

    private Needs() {}

    static List<Grant> inNamespaces(String call) {
        return grants(IN_NAMESPACES.get(call));
    }

    static List<Grant> inCluster(String call) {
        return grants(IN_CLUSTER.get(call));
    }

    static Optional<List<String>> ofKind(String call) {
        return Optional.ofNullable(OF_KIND.get(call)).map(verbs -> List.of(verbs.split(",")));
    }

    /** Whether the table has the call. */
    static boolean knows(String call) {
        return IN_NAMESPACES.containsKey(call)
                || IN_CLUSTER.containsKey(call)
                || OF_KIND.containsKey(call)
                || NONE.contains(call);
    }

    private static List<Grant> grants(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Stream.of(typed.split(";"))
                        .flatMap(part -> Grant.parse(part).stream())
                        .toList();
    }
}
