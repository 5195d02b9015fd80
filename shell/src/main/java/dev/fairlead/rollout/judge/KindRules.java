package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.ObjectView.Condition;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of kinds that say it in their own way. Where no other source is named, they are those of kstatus
 * (kubernetes-sigs/cli-utils, {@code pkg/kstatus/status/core.go}).
 */
final class KindRules {
    private static final Map<String, Function<ObjectView, Told>> RULES = Map.of(
            "Service", KindRules::service,
            "PersistentVolumeClaim", KindRules::claim,
            "Namespace", KindRules::namespace,
            "policy/PodDisruptionBudget", KindRules::budget,
            "apiextensions.k8s.io/CustomResourceDefinition", KindRules::definition,
            "apiregistration.k8s.io/APIService", KindRules::apiService,
            "argoproj.io/Rollout", KindRules::argoRollout,
            "argoproj.io/Application", KindRules::argoApplication);

    private KindRules() {}

    /** Empty where the kind has no rule of its own. */
    static Optional<Told> of(ObjectView object) {
        return Optional.ofNullable(RULES.get(key(object.group(), object.object().getKind())))
                .map(rule -> rule.apply(object));
    }

    static boolean has(String group, String kind) {
        return RULES.containsKey(key(group, kind));
    }

    private static String key(String group, String kind) {
        return group.isEmpty() ? kind : group + "/" + kind;
    }

    /**
     * kstatus asks only for a cluster IP; Helm (helm/helm, {@code pkg/kube/ready.go}) also waits for the load balancer's
     * address, unless external IPs are given.
     */
    private static Told service(ObjectView service) {
        if (!service.text("spec", "type").equals("LoadBalancer") || service.has("spec", "externalIPs")) {
            return Told.current("ready");
        }
        return service.has("status", "loadBalancer", "ingress")
                ? Told.current("has a load balancer")
                : Told.waiting("no load balancer", "waits for the address of a load balancer");
    }

    /** A lost claim has lost its volume for good (kubernetes/api, core/v1, {@code ClaimLost}). */
    private static Told claim(ObjectView claim) {
        return switch (claim.text("status", "phase")) {
            case "Bound" -> Told.current("bound to " + claim.text("spec", "volumeName"));
            case "Lost" -> Told.failed("volume lost", "its volume is gone").about(Family.VOLUME);
            default ->
                Told.waiting("claim not bound", "waits to be bound to a volume").about(Family.VOLUME);
        };
    }

    /** kubernetes/api, core/v1, {@code NamespacePhase}. */
    private static Told namespace(ObjectView namespace) {
        return namespace.text("status", "phase").equals("Active") ? Told.current("active") : Told.waiting("not active");
    }

    /** Current once the controller has counted, also where it allows none. */
    private static Told budget(ObjectView budget) {
        Optional<Long> allowed = budget.number("status", "disruptionsAllowed");
        return allowed.isPresent()
                ? Told.current("allows " + allowed.get() + " evictions now")
                : Told.waiting("its pods are not counted yet");
    }

    private static Told definition(ObjectView definition) {
        Optional<Condition> names = definition.condition("NamesAccepted").filter(Condition::isFalse);
        if (names.isPresent()) {
            return Told.failed("names not accepted", names.get().words());
        }
        Optional<Condition> established = definition.condition("Established");
        if (established.filter(Condition::isTrue).isPresent()) {
            return Told.current("established");
        }
        return established
                .filter(c -> c.isFalse() && !c.reason().equals("Installing"))
                .map(c -> Told.failed("not established", c.words()))
                .orElse(Told.waiting("not established yet"));
    }

    /** kubernetes/kube-aggregator, {@code pkg/apis/apiregistration/v1}: Available is the one condition. */
    private static Told apiService(ObjectView service) {
        Optional<Condition> available = service.condition("Available");
        return available.filter(Condition::isTrue).isPresent()
                ? Told.current("available")
                : available
                        .map(c -> Told.waiting("not available", c.words()))
                        .orElse(Told.waiting("not available yet"));
    }

    /** As {@code kubectl argo rollouts status} ends (argoproj/argo-rollouts, {@code pkg/kubectl-argo-rollouts/cmd/status}). */
    private static Told argoRollout(ObjectView rollout) {
        String message = rollout.text("status", "message");
        return switch (rollout.text("status", "phase")) {
            case "Healthy" -> Told.current("healthy");
            case "Degraded" -> Told.failed("degraded", message.isEmpty() ? "is degraded" : message);
            case "Paused" -> Told.waiting("paused", message.isEmpty() ? "paused" : "paused: " + message);
            default -> Told.waiting(message.isEmpty() ? "progressing" : message);
        };
    }

    /** argoproj/gitops-engine, {@code pkg/health}, and the application's own {@code status.sync}. */
    private static Told argoApplication(ObjectView application) {
        String health = application.text("status", "health", "status");
        String sync = application.text("status", "sync", "status");
        String words = application.text("status", "health", "message");
        if (health.equals("Degraded")) {
            return Told.waiting("degraded", words.isEmpty() ? "is degraded" : words);
        }
        return health.equals("Healthy") && !sync.equals("OutOfSync")
                ? Told.current("healthy")
                : Told.waiting((health.isEmpty() ? "no health yet" : health) + (sync.isEmpty() ? "" : ", " + sync));
    }
}
