package dev.fairlead.rights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which rights each call of the API needs; what a script's rights are looked up in. */
public final class Needs {
    private static final String DEPLOYMENTS = "deployments.apps";

    /** What may carry the requests of a Service, whether the cluster serves these kinds or will. */
    private static final String ROUTES = "ingresses.networking.k8s.io httproutes.gateway.networking.k8s.io"
            + " grpcroutes.gateway.networking.k8s.io virtualservices.networking.istio.io"
            + " destinationrules.networking.istio.io";

    /**
     * Some operations on objects of some kinds.
     *
     * @param resources none for the workload that the call names, and for all kinds of them where it names none
     */
    private record Use(List<String> resources, List<Operation> operations) {
        static Use of(String resources, Operation... operations) {
            return new Use(List.of(resources.split(" ")), List.of(operations));
        }

        static Use ofWorkload(Operation... operations) {
            return new Use(List.of(), List.of(operations));
        }

        List<Grant> grants(List<String> workloads) {
            List<String> kinds = resources.isEmpty() ? workloads : resources;
            return operations.stream()
                    .flatMap(operation -> operation.grants(kinds).stream())
                    .toList();
        }
    }

    private static final Use LOOK = Use.ofWorkload(Operation.LOOK);
    private static final Use FOLLOW = Use.ofWorkload(Operation.FOLLOW);
    private static final Use CHANGE = Use.ofWorkload(Operation.FOLLOW, Operation.CHANGE, Operation.MARK);
    private static final Use INGRESSES = Use.of("ingresses.networking.k8s.io", Operation.LIST);
    private static final Use LEASE =
            Use.of("leases.coordination.k8s.io", Operation.CREATE, Operation.REPLACE, Operation.CHANGE);
    private static final Use SERVICES =
            Use.of("services", Operation.CREATE, Operation.CHANGE, Operation.REMOVE, Operation.FIND_SCALERS);

    private static final List<Use> PLAN = List.of(
            Use.of(
                    DEPLOYMENTS,
                    Operation.FOLLOW,
                    Operation.MARK,
                    Operation.CREATE,
                    Operation.CHANGE,
                    Operation.FIND_SCALERS),
            Use.of("services", Operation.CREATE, Operation.CHANGE));

    private static final List<Use> RELEASE = List.of(
            Use.of(
                    DEPLOYMENTS,
                    Operation.FOLLOW,
                    Operation.MARK,
                    Operation.CREATE,
                    Operation.CHANGE,
                    Operation.REMOVE,
                    Operation.AWAIT_PODS),
            SERVICES,
            LEASE,
            Use.of(ROUTES, Operation.LIST, Operation.CREATE, Operation.CHANGE, Operation.REMOVE));

    /** After a blue-green release an undo is one as well. */
    private static final Map<String, List<Use>> OF_DEPLOYMENTS = Map.of("rollout.undo", List.of(SERVICES, LEASE));

    private static final Map<String, List<Use>> IN_NAMESPACES = Map.ofEntries(
            Map.entry("rollout.status", List.of(FOLLOW)),
            Map.entry("rollout.statuses", List.of(FOLLOW)),
            Map.entry("rollout.follow", List.of(FOLLOW)),
            Map.entry("rollout.followLabelled", List.of(FOLLOW)),
            Map.entry("rollout.waitFor", List.of(FOLLOW)),
            Map.entry("rollout.wait", List.of(FOLLOW)),
            Map.entry("rollout.diagnose", List.of(FOLLOW, INGRESSES)),
            Map.entry("rollout.history", List.of(LOOK)),
            Map.entry("rollout.diff", List.of(Use.ofWorkload(Operation.LOOK, Operation.FIND_COPIES))),
            Map.entry(
                    "rollout.undo",
                    List.of(CHANGE, Use.of("configmaps secrets", Operation.LIST, Operation.CREATE, Operation.CHANGE))),
            Map.entry("rollout.restart", List.of(CHANGE)),
            Map.entry("rollout.pause", List.of(Use.of(DEPLOYMENTS, Operation.CHANGE))),
            Map.entry("rollout.resume", RELEASE),
            Map.entry("rollout.deploy", PLAN),
            Map.entry("rollout.release", RELEASE),
            Map.entry("rollout.releaseIn", RELEASE),
            Map.entry(
                    "rollout.plan",
                    Stream.concat(PLAN.stream(), Stream.of(Use.of(ROUTES, Operation.LIST)))
                            .toList()),
            Map.entry(
                    "rollout.releaseOf", List.of(Use.of(DEPLOYMENTS + " leases.coordination.k8s.io", Operation.READ))),
            Map.entry("rollout.applyPlan", RELEASE),
            Map.entry("rollout.promote", RELEASE),
            Map.entry("rollout.promoteFully", RELEASE),
            Map.entry("rollout.abort", RELEASE),
            Map.entry("cluster.pods", List.of(Use.of("pods", Operation.LIST))),
            Map.entry("cluster.deployments", List.of(Use.of(DEPLOYMENTS, Operation.LIST))),
            Map.entry(
                    "cluster.logs",
                    List.of(
                            Use.ofWorkload(Operation.READ),
                            Use.of("pods", Operation.READ, Operation.LIST),
                            Use.of("pods/log", Operation.READ))));

    private static final Map<String, Use> IN_CLUSTER = Map.of(
            "cluster.namespaces", Use.of("namespaces", Operation.LIST),
            "cluster.ns", Use.of("namespaces", Operation.LIST),
            "cluster.info", Use.of("nodes", Operation.LIST));

    /** What asks which cluster it is: the UID of the namespace kube-system. A step asks for what it changed. */
    private static final Set<String> OF_IDENTITY = Set.of("cluster.uid", "pinned", "step");

    /** On the kind that the call's first word names, and on it where that word names the object as well. */
    private static final Map<String, List<Operation>> OF_KIND = Map.of(
            "cluster.get", List.of(Operation.READ, Operation.LIST),
            "cluster.object", List.of(Operation.READ, Operation.LIST),
            "cluster.watch", List.of(Operation.READ, Operation.LIST, Operation.WATCH),
            "cluster.delete", List.of(Operation.LIST, Operation.REMOVE));

    private static final Map<String, List<Operation>> OF_OBJECT = Map.of(
            "cluster.get", List.of(Operation.READ),
            "cluster.object", List.of(Operation.READ),
            "cluster.delete", List.of(Operation.REMOVE));

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
    public static List<Grant> inNamespaces(String call, Optional<String> workload) {
        List<String> workloads = workload.map(List::of).orElse(WORKLOADS);
        List<Use> more = workloads.contains(DEPLOYMENTS) ? OF_DEPLOYMENTS.getOrDefault(call, List.of()) : List.of();
        return Stream.concat(IN_NAMESPACES.getOrDefault(call, List.of()).stream(), more.stream())
                .flatMap(use -> use.grants(workloads).stream())
                .toList();
    }

    public static List<Grant> inCluster(String call) {
        return Optional.ofNullable(IN_CLUSTER.get(call))
                .map(use -> use.grants(List.of()))
                .orElse(List.of());
    }

    /** What a call needs in the namespace kube-system. */
    public static List<Grant> inSystem(String call) {
        return OF_IDENTITY.contains(call) ? Operation.READ.grants(List.of("namespaces")) : List.of();
    }

    /**
     * What a call needs on the kind that it names.
     *
     * @param named whether the call's first word says which object it is
     * @param resource e.g. {@code jobs.batch}
     */
    public static List<Grant> ofKind(String call, boolean named, String resource) {
        List<Operation> ofAny = OF_KIND.getOrDefault(call, List.of());
        return (named ? OF_OBJECT.getOrDefault(call, ofAny) : ofAny)
                .stream()
                        .flatMap(operation -> operation.grants(List.of(resource)).stream())
                        .toList();
    }

    /** Whether what a call needs depends on the kind that its first word names. */
    public static boolean isOfKind(String call) {
        return OF_KIND.containsKey(call);
    }

    /** Whether what a call needs depends on the workload that it names. */
    public static boolean isOfWorkload(String call) {
        return IN_NAMESPACES.getOrDefault(call, List.of()).stream()
                .anyMatch(use -> use.resources().isEmpty());
    }

    /** Whether the table has the call. */
    public static boolean knows(String call) {
        return IN_NAMESPACES.containsKey(call)
                || IN_CLUSTER.containsKey(call)
                || OF_KIND.containsKey(call)
                || OF_IDENTITY.contains(call)
                || NONE.contains(call);
    }
}
