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
    static Optional<KnownAnnotations> of(ObjectView object, Elapsed elapsed) {
        return Optional.ofNullable(RULES.get(key(object.group(), object.kind())))
                .map(rule -> rule.told(object, elapsed));
    }

    static boolean has(String group, String kind) {
        return RULES.containsKey(key(group, kind));
    }

    /** What an object says of itself. */
    @FunctionalInterface
    private interface Rule {
        KnownAnnotations told(ObjectView object, Elapsed elapsed);
    }

    private static String key(String group, String kind) {
        return group.isEmpty() ? kind : group + "/" + kind;
    }

    /**
     * kstatus asks only for a cluster IP; Helm (helm/helm, {@code pkg/kube/ready.go}) also waits for the load balancer's
     * address, unless external IPs are given.
     */
    private static KnownAnnotations service(ObjectView service) {
        if (!service.text("spec", "type").equals("LoadBalancer") || service.has("spec", "externalIPs")) {
            return KnownAnnotations.current("ready");
        }
        return service.has("status", "loadBalancer", "ingress")
                ? KnownAnnotations.current("has a load balancer")
                : KnownAnnotations.waiting("no load balancer", "waits for the address of a load balancer");
    }

    /** A lost claim has lost its volume for good (kubernetes/api, core/v1, {@code ClaimLost}). */
    private static KnownAnnotations claim(ObjectView claim) {
        return switch (claim.text("status", "phase")) {
            case "Bound" -> KnownAnnotations.current("bound to " + claim.text("spec", "volumeName"));
            case "Lost" ->
                KnownAnnotations.failed("volume lost", "its volume is gone").about(Family.VOLUME);
            default ->
                KnownAnnotations.waiting("claim not bound", "waits to be bound to a volume")
                        .about(Family.VOLUME);
        };
    }

    /** kubernetes/api, core/v1, {@code NamespacePhase}. */
    private static KnownAnnotations namespace(ObjectView namespace) {
        return namespace.text("status", "phase").equals("Active")
                ? KnownAnnotations.current("active")
                : KnownAnnotations.waiting("not active");
    }

    /** Current once the controller has counted, also where it allows none. */
    private static KnownAnnotations budget(ObjectView budget) {
        Optional<Long> allowed = budget.number("status", "disruptionsAllowed");
        return allowed.isPresent()
                ? KnownAnnotations.current("allows " + allowed.get() + " evictions now")
                : KnownAnnotations.waiting("its pods are not counted yet");
    }

    private static KnownAnnotations definition(ObjectView definition) {
        Optional<Condition> names = definition.condition("NamesAccepted").filter(Condition::isFalse);
        if (names.isPresent()) {
            return KnownAnnotations.failed("names not accepted", names.get().words());
        }
        Optional<Condition> established = definition.condition("Established");
        if (established.filter(Condition::isTrue).isPresent()) {
            return KnownAnnotations.current("established");
        }
        return established
                .filter(c -> c.isFalse() && !c.reason().equals("Installing"))
                .map(c -> KnownAnnotations.failed("not established", c.words()))
                .orElse(KnownAnnotations.waiting("not established yet"));
    }

    /** kubernetes/kube-aggregator, {@code pkg/apis/apiregistration/v1}: Available is the one condition. */
    private static KnownAnnotations apiService(ObjectView service) {
        Optional<Condition> available = service.condition("Available");
        return available.filter(Condition::isTrue).isPresent()
                ? KnownAnnotations.current("available")
                : available
                        .map(c -> KnownAnnotations.waiting("not available", c.words()))
                        .orElse(KnownAnnotations.waiting("not available yet"));
    }

    /** kubernetes/api, core/v1, {@code PersistentVolumePhase}. */
    private static KnownAnnotations volume(ObjectView volume) {
        String phase = volume.text("status", "phase");
        return switch (phase) {
            case "Available", "Bound", "Released" -> KnownAnnotations.current(phase.toLowerCase(Locale.ROOT));
            case "Failed" ->
                KnownAnnotations.failed(
                                "volume failed", "it could not be reclaimed: " + words(volume, "status", "message"))
                        .about(Family.VOLUME);
            default -> KnownAnnotations.waiting("it is not available yet").about(Family.VOLUME);
        };
    }

    /** kubernetes/api, storage/v1, {@code VolumeAttachmentStatus}. */
    private static KnownAnnotations attachment(ObjectView attachment) {
        if (attachment.isTrue("status", "attached")) {
            return KnownAnnotations.current("attached to " + attachment.text("spec", "nodeName"));
        }
        return attachment.has("status", "attachError")
                ? KnownAnnotations.waiting(
                                "not attached",
                                "not attached: " + words(attachment, "status", "attachError", "message"))
                        .about(Family.VOLUME)
                : KnownAnnotations.waiting("waits to be attached to " + attachment.text("spec", "nodeName"))
                        .about(Family.VOLUME);
    }

    /** Controllers may leave the address out (kubernetes/api, networking/v1, {@code IngressStatus}), so none is no fault. */
    private static KnownAnnotations ingress(ObjectView ingress, Elapsed elapsed) {
        if (ingress.has("status", "loadBalancer", "ingress")) {
            return KnownAnnotations.current("has an address");
        }
        return elapsed.isBeyondController()
                ? KnownAnnotations.current("has no address; its controller may not tell one")
                : KnownAnnotations.waiting("waits for an address");
    }

    /** kubernetes/api, certificates/v1, {@code RequestConditionType}. */
    private static KnownAnnotations signingRequest(ObjectView request) {
        for (String type : List.of("Denied", "Failed")) {
            Optional<Condition> refused = request.condition(type).filter(Condition::isTrue);
            if (refused.isPresent()) {
                String plain = type.toLowerCase(Locale.ROOT);
                return KnownAnnotations.failed(
                        plain, plain + ": " + refused.get().words());
            }
        }
        if (request.has("status", "certificate")) {
            return KnownAnnotations.current("issued");
        }
        boolean approved =
                request.condition("Approved").filter(Condition::isTrue).isPresent();
        return KnownAnnotations.waiting(approved ? "is approved, and waits for its signer" : "waits for approval");
    }

    /** kubernetes/api, core/v1, {@code NodeConditionType}. */
    private static KnownAnnotations node(ObjectView node) {
        return node.condition("Ready")
                .map(c -> c.isTrue()
                        ? KnownAnnotations.current("ready" + (node.isTrue("spec", "unschedulable") ? ", cordoned" : ""))
                        : KnownAnnotations.waiting("not ready", "not ready: " + c.words())
                                .about(Family.NODE))
                .orElse(KnownAnnotations.waiting("not ready yet"));
    }

    /** kubernetes/api, batch/v1, {@code CronJobSpec.suspend}: its Jobs are judged by themselves. */
    private static KnownAnnotations cronJob(ObjectView job) {
        String last = job.text("status", "lastScheduleTime");
        return KnownAnnotations.current(last.isEmpty() ? "has started no job yet" : "last started a job at " + last);
    }

    private static String words(ObjectView object, Object... path) {
        String text = object.text(path);
        return text.isBlank() ? "no reason is given" : text.strip();
    }
}
