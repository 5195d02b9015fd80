package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.ObjectView.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of the server's own kinds that say it in their own way. Where no other source is named, they are those of kstatus
 * (kubernetes-sigs/cli-utils, {@code pkg/kstatus/status/core.go}).
 */
final class KindRules {
    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("Service", (service, elapsed) -> service(service)),
            Map.entry("PersistentVolumeClaim", (claim, elapsed) -> claim(claim)),
            Map.entry("PersistentVolume", (volume, elapsed) -> volume(volume)),
            Map.entry("Namespace", (namespace, elapsed) -> namespace(namespace)),
            Map.entry("Node", (node, elapsed) -> node(node)),
            Map.entry("autoscaling/HorizontalPodAutoscaler", AutoscalerRule::told),
            Map.entry("batch/CronJob", (job, elapsed) -> cronJob(job)),
            Map.entry("certificates.k8s.io/CertificateSigningRequest", (request, elapsed) -> signingRequest(request)),
            Map.entry("networking.k8s.io/Ingress", KindRules::ingress),
            Map.entry("extensions/Ingress", KindRules::ingress),
            Map.entry("storage.k8s.io/VolumeAttachment", (attachment, elapsed) -> attachment(attachment)),
            Map.entry("policy/PodDisruptionBudget", (budget, elapsed) -> budget(budget)),
            Map.entry("apiextensions.k8s.io/CustomResourceDefinition", (definition, elapsed) -> definition(definition)),
            Map.entry("apiregistration.k8s.io/APIService", (service, elapsed) -> apiService(service)));

    private KindRules() {}

    /** Empty where the kind has no rule of its own. */
    static Optional<Told> of(ObjectView object, Elapsed elapsed) {
        return Optional.ofNullable(RULES.get(key(object.group(), object.kind())))
                .map(rule -> rule.told(object, elapsed));
    }

    static boolean has(String group, String kind) {
        return RULES.containsKey(key(group, kind));
    }

    /** What an object says of itself. */
    @FunctionalInterface
    private interface Rule {
        Told told(ObjectView object, Elapsed elapsed);
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

    /** kubernetes/api, core/v1, {@code PersistentVolumePhase}. */
    private static Told volume(ObjectView volume) {
        String phase = volume.text("status", "phase");
        return switch (phase) {
            case "Available", "Bound", "Released" -> Told.current(phase.toLowerCase(Locale.ROOT));
            case "Failed" ->
                Told.failed("volume failed", "it could not be reclaimed: " + words(volume, "status", "message"))
                        .about(Family.VOLUME);
            default -> Told.waiting("it is not available yet").about(Family.VOLUME);
        };
    }

    /** kubernetes/api, storage/v1, {@code VolumeAttachmentStatus}. */
    private static Told attachment(ObjectView attachment) {
        if (attachment.isTrue("status", "attached")) {
            return Told.current("attached to " + attachment.text("spec", "nodeName"));
        }
        return attachment.has("status", "attachError")
                ? Told.waiting("not attached", "not attached: " + words(attachment, "status", "attachError", "message"))
                        .about(Family.VOLUME)
                : Told.waiting("waits to be attached to " + attachment.text("spec", "nodeName"))
                        .about(Family.VOLUME);
    }

    /** Controllers may leave the address out (kubernetes/api, networking/v1, {@code IngressStatus}), so none is no fault. */
    private static Told ingress(ObjectView ingress, Elapsed elapsed) {
        if (ingress.has("status", "loadBalancer", "ingress")) {
            return Told.current("has an address");
        }
        return elapsed.isBeyondController()
                ? Told.current("has no address; its controller may not tell one")
                : Told.waiting("waits for an address");
    }

    /** kubernetes/api, certificates/v1, {@code RequestConditionType}. */
    private static Told signingRequest(ObjectView request) {
        for (String type : List.of("Denied", "Failed")) {
            Optional<Condition> refused = request.condition(type).filter(Condition::isTrue);
            if (refused.isPresent()) {
                String plain = type.toLowerCase(Locale.ROOT);
                return Told.failed(plain, plain + ": " + refused.get().words());
            }
        }
        if (request.has("status", "certificate")) {
            return Told.current("issued");
        }
        boolean approved =
                request.condition("Approved").filter(Condition::isTrue).isPresent();
        return Told.waiting(approved ? "is approved, and waits for its signer" : "waits for approval");
    }

    /** kubernetes/api, core/v1, {@code NodeConditionType}. */
    private static Told node(ObjectView node) {
        return node.condition("Ready")
                .map(c -> c.isTrue()
                        ? Told.current("ready" + (node.isTrue("spec", "unschedulable") ? ", cordoned" : ""))
                        : Told.waiting("not ready", "not ready: " + c.words()).about(Family.NODE))
                .orElse(Told.waiting("not ready yet"));
    }

    /** kubernetes/api, batch/v1, {@code CronJobSpec.suspend}: its Jobs are judged by themselves. */
    private static Told cronJob(ObjectView job) {
        String last = job.text("status", "lastScheduleTime");
        return Told.current(last.isEmpty() ? "has started no job yet" : "last started a job at " + last);
    }

    private static String words(ObjectView object, Object... path) {
        String text = object.text(path);
        return text.isBlank() ? "no reason is given" : text.strip();
    }
}
