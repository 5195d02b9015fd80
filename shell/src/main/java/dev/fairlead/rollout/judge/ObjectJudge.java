package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an object that runs no pods itself, of any kind the server serves, in the order of kstatus
 * (kubernetes-sigs/cli-utils, {@code pkg/kstatus/status/status.go}, {@code Compute}): being deleted, the generation that the
 * controller has seen, the rule of the kind, then conventions. Where the kind keeps a status and none has come yet, it is in
 * progress; only what is left after that has nothing to wait for.
 */
final class ObjectJudge {
    /** The groups of the server itself; all others are served by somebody's controller. */
    private static final Set<String> BUILT_IN = Set.of(
            "",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "apiregistration.k8s.io",
            "apps",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "events.k8s.io",
            "extensions",
            "flowcontrol.apiserver.k8s.io",
            "networking.k8s.io",
            "node.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "resource.k8s.io",
            "scheduling.k8s.io",
            "storage.k8s.io");

    private final ObjectView object;
    private final Snapshot snapshot;
    private final Tolerances tolerances;
    private final Elapsed elapsed;

    private ObjectJudge(ObjectView object, Snapshot snapshot, Tolerances tolerances) {
        this.object = object;
        this.snapshot = snapshot;
        this.tolerances = tolerances;
        this.elapsed = new Elapsed(object.object(), snapshot.now(), tolerances);
    }

    static RolloutStatus judge(ObjectView object, Snapshot snapshot, Tolerances tolerances) {
        return new ObjectJudge(object, snapshot, tolerances).status();
    }

    /** Whether there is anything to wait for in objects of that kind. */
    static boolean isWaitedFor(String group, String kind) {
        return !BUILT_IN.contains(group) || KindRules.has(group, kind);
    }

    private RolloutStatus status() {
        KnownAnnotations told = told();
        boolean settled = elapsed.hasPassed(tolerances.ready());
        State state = told.state() == State.CURRENT && !settled ? State.IN_PROGRESS : told.state();
        String message = told.state() == State.CURRENT && !settled ? told.message() + ", settling" : told.message();
        return new RolloutStatus(
                object.shown(),
                Optional.ofNullable(meta().getNamespace()).orElse(""),
                "",
                state,
                new Replicas(0, 0, 0, 0, 0),
                "",
                List.of(),
                message,
                told.reason().isEmpty() ? List.of() : List.of(verdict(told)),
                List.of());
    }

    private KnownAnnotations told() {
        if (meta().getDeletionTimestamp() != null) {
            return deleted();
        }
        Pauses pauses = new Pauses(object);
        Optional<Long> observed = object.number("status", "observedGeneration");
        if (observed.filter(generation -> generation < object.generation()).isPresent()) {
            return elapsed.isBeyondController() && !pauses.any()
                    ? KnownAnnotations.failed(
                                    "change not observed",
                                    "its controller has not seen the change for "
                                            + tolerances.controller().toSeconds() + "s; is it running?")
                            .about(Family.CONTROLLER)
                    : pauses.told(KnownAnnotations.waiting("the controller has not seen the change yet"));
        }
        Conventions conventions = new Conventions(object, elapsed);
        KnownAnnotations told = KindRules.of(object, elapsed)
                .or(() -> BUILT_IN.contains(object.group())
                        ? Optional.of(KnownAnnotations.current("nothing to wait for in a " + object.kind()))
                        : Optional.empty())
                .or(() -> noStatus(conventions))
                .or(conventions::told)
                .orElseGet(() -> KnownAnnotations.current("nothing to wait for: no rule knows what its status says"));
        return pauses.told(told);
    }

    /** Empty where there is a status. */
    private Optional<KnownAnnotations> noStatus(Conventions conventions) {
        if (object.hasStatus()) {
            return Optional.empty();
        } else if (!snapshot.keepsStatus()) {
            return Optional.of(KnownAnnotations.current("nothing to wait for: its kind keeps no status"));
        } else if (conventions.isStatusless()) {
            return Optional.of(
                    KnownAnnotations.current("nothing to wait for: its controller may leave its status empty"));
        }
        String message = "it has no status yet";
        return Optional.of(
                elapsed.isBeyondController()
                        ? KnownAnnotations.waiting("no status", message + "; is its controller running?")
                                .about(Family.CONTROLLER)
                        : KnownAnnotations.waiting(message));
    }

    private KnownAnnotations deleted() {
        List<String> finalizers = meta().getFinalizers();
        String held = finalizers.isEmpty() ? "" : ", held by the finalizer " + String.join(", ", finalizers);
        String remains = object.conditions().stream()
                .filter(c -> c.isTrue() && c.type().startsWith("Namespace"))
                .map(c -> "; " + c.words())
                .reduce("", String::concat);
        boolean late = Times.passed(Times.of(meta().getDeletionTimestamp()), tolerances.controller(), snapshot.now());
        return new KnownAnnotations(
                State.TERMINATING, false, Family.STUCK, late ? "does not go" : "", "is being deleted" + held + remains);
    }

    private Verdict verdict(KnownAnnotations told) {
        Optional<Event> warning = snapshot.eventsOf(object.object()).stream()
                .filter(event -> "Warning".equals(event.getType()))
                .findFirst();
        String namespace = Optional.ofNullable(meta().getNamespace()).orElse("");
        String shown = object.shown();
        return new Verdict(
                told.family(),
                told.reason(),
                told.message(),
                told.state() == State.FAILED,
                List.of(),
                0,
                "",
                warning.map(PodFacts::message).orElse(""),
                List.of(),
                "cluster get " + shown.replace('/', ' ') + " -o yaml"
                        + (namespace.isEmpty() ? "" : " -n " + namespace));
    }

    private ObjectMeta meta() {
        return object.object().getMetadata();
    }
}
