package dev.fairlead.script.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rights each call of the API needs; the table that a script's rights are looked up in. */
final class Needs {
    /** Stand for the named workload's kind and for the objects that keep its revisions; for all of them without a name. */
    private static final String WORKLOAD = "WORKLOAD";

    private static final String REVISIONS = "REVISIONS";
    private static final String LOOK = "get " + WORKLOAD + ";list " + REVISIONS + " pods events";
    private static final String FOLLOW = "get,list,watch " + WORKLOAD + ";list,watch " + REVISIONS
            + " pods events;get pods/log;list services;get leases.coordination.k8s.io";

    /** A revision that fails is marked. */
    private static final String CHANGE = FOLLOW + ";patch " + WORKLOAD + " " + REVISIONS;

    private static final String DEPLOYMENT = "get,list,watch deployments.apps;list,watch,patch replicasets.apps"
            + ";list,watch pods events;get pods/log;list services;get leases.coordination.k8s.io";
    private static final String PLAN = DEPLOYMENT + ";get namespaces;create,patch deployments.apps"
            + ";get,create,patch services;list horizontalpodautoscalers.autoscaling";
    private static final String INGRESS = ";list ingresses.networking.k8s.io";
    private static final String GO_ON = DEPLOYMENT + ";create,patch,delete deployments.apps"
            + ";get,create,patch,delete services;list horizontalpodautoscalers.autoscaling"
            + ";get,create,update,patch leases.coordination.k8s.io"
            + ";get,list,create,update,patch,delete ingresses.networking.k8s.io";
    private static final String RELEASE = PLAN + ";" + GO_ON;

    /** After a blue-green release an undo is one as well. */
    private static final Map<String, String> OF_DEPLOYMENTS = Map.of(
            "rollout.undo",
            "get,create,patch,delete services;list horizontalpodautoscalers.autoscaling"
                    + ";get,create,update,patch leases.coordination.k8s.io");

    private static final Map<String, String> IN_NAMESPACES = Map.ofEntries(
            Map.entry("rollout.status", FOLLOW),
            Map.entry("rollout.statuses", FOLLOW),
            Map.entry("rollout.follow", FOLLOW),
            Map.entry("rollout.followLabelled", FOLLOW),
            Map.entry("rollout.waitFor", FOLLOW),
            Map.entry("rollout.wait", FOLLOW),
            Map.entry("rollout.diagnose", FOLLOW + INGRESS),
            Map.entry("rollout.history", LOOK),
            Map.entry("rollout.diff", LOOK + ";list configmaps secrets"),
            Map.entry("rollout.undo", CHANGE + ";get,list,create,update,patch configmaps secrets"),
            Map.entry("rollout.restart", CHANGE),
            Map.entry("rollout.pause", "get,patch deployments.apps"),
            Map.entry("rollout.resume", GO_ON),
            Map.entry("rollout.deploy", PLAN),
            Map.entry("rollout.release", RELEASE),
            Map.entry("rollout.releaseIn", RELEASE),
            Map.entry("rollout.plan", PLAN + INGRESS),
            Map.entry("rollout.releaseOf", "get deployments.apps leases.coordination.k8s.io"),
            Map.entry("rollout.applyPlan", RELEASE),
            Map.entry("rollout.promote", GO_ON),
            Map.entry("rollout.promoteFully", GO_ON),
            Map.entry("rollout.abort", GO_ON),
            Map.entry("cluster.pods", "list pods"),
            Map.entry("cluster.deployments", "list deployments.apps"),
            Map.entry("cluster.logs", "get " + WORKLOAD + ";get,list pods;get pods/log"));

    private static final Map<String, String> IN_CLUSTER = Map.of(
            "cluster.namespaces", "list namespaces",
            "cluster.ns", "list namespaces",
            "cluster.info", "list nodes");

    /** What asks which cluster it is: the UID of the namespace kube-system. A step asks for what it changed. */
    private static final Set<String> OF_IDENTITY = Set.of("cluster.uid", "pinned", "step");

    /** Verbs on the kind that the call's first word names, and on it where that word names the object as well. */
    private static final Map<String, String> OF_KIND = Map.of(
            "cluster.get", "get,list",
            "cluster.object", "get,list",
            "cluster.watch", "get,list,watch",
            "cluster.delete", "get,list,watch,delete");

    private static final Map<String, String> OF_OBJECT = Map.of(
            "cluster.get", "get",
            "cluster.object", "get",
            "cluster.delete", "get,delete");

    private static final Map<String, String> REVISIONS_OF = Map.of(
            "deployments.apps", " replicasets.apps",
            "statefulsets.apps", " controllerrevisions.apps",
            "daemonsets.apps", " controllerrevisions.apps");

    private static final List<String> WORKLOADS =
            List.of("deployments.apps", "statefulsets.apps", "daemonsets.apps", "replicasets.apps", "jobs.batch");

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

    /**
     * What a call needs in each namespace.
     *
     * @param workload {@code deployments.apps} where the call names what it is about; empty where it may be any
     */
    static List<Grant> inNamespaces(String call, Optional<String> workload) {
        String typed = IN_NAMESPACES.get(call);
        if (typed == null) {
            return List.of();
        }
        List<String> kinds = workload.map(List::of).orElse(WORKLOADS);
        String revisions = kinds.stream()
                .map(kind -> REVISIONS_OF.getOrDefault(kind, ""))
                .distinct()
                .collect(Collectors.joining());
        String more = kinds.contains("deployments.apps") ? OF_DEPLOYMENTS.getOrDefault(call, "") : "";
        String all = more.isEmpty() ? typed : typed + ";" + more;
        return grants(all.replace(WORKLOAD, String.join(" ", kinds)).replace(" " + REVISIONS, revisions));
    }

    static List<Grant> inCluster(String call) {
        return grants(IN_CLUSTER.get(call));
    }

    /** What a call needs in the namespace kube-system. */
    static List<Grant> inSystem(String call) {
        return OF_IDENTITY.contains(call) ? grants("get namespaces") : List.of();
    }

    /** @param named whether the call's first word says which object it is */
    static Optional<List<String>> ofKind(String call, boolean named) {
        return Optional.ofNullable(named ? OF_OBJECT.getOrDefault(call, OF_KIND.get(call)) : OF_KIND.get(call))
                .map(verbs -> List.of(verbs.split(",")));
    }

    /** Whether what a call needs depends on the workload that it names. */
    static boolean isOfWorkload(String call) {
        return IN_NAMESPACES.getOrDefault(call, "").contains(WORKLOAD);
    }

    /** Whether the table has the call. */
    static boolean knows(String call) {
        return IN_NAMESPACES.containsKey(call)
                || IN_CLUSTER.containsKey(call)
                || OF_KIND.containsKey(call)
                || OF_IDENTITY.contains(call)
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
