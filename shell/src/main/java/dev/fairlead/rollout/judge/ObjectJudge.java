package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an object that runs no pods itself, of any kind the server serves, in the order of kstatus: being deleted, the
 * generation that the controller has seen, the conditions {@code Reconciling} and {@code Stalled}, the rule of the kind,
 * further conditions. What has nothing of these is current (kubernetes-sigs/cli-utils, {@code pkg/kstatus/status/status.go},
 * {@code Compute}); but where the kind is not built in and no status has come yet, its controller gets its time first.
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

    private ObjectJudge(ObjectView object, Snapshot snapshot, Tolerances tolerances) {
        this.object = object;
        this.snapshot = snapshot;
        this.tolerances = tolerances;
    }

    static RolloutStatus judge(ObjectView object, Snapshot snapshot, Tolerances tolerances) {
        return new ObjectJudge(object, snapshot, tolerances).status();
    }

    /** Whether there is anything to wait for in objects of that kind. */
    static boolean isWaitedFor(String group, String kind) {
        return !BUILT_IN.contains(group) || KindRules.has(group, kind);
    }

    private RolloutStatus status() {
        Told told = told();
        boolean settled = hasPassed(tolerances.ready());
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

    private Told told() {
        if (meta().getDeletionTimestamp() != null) {
            return deleted();
        }
        Optional<Long> observed = object.number("status", "observedGeneration");
        if (observed.filter(generation -> generation < object.generation()).isPresent()) {
            return hasPassed(tolerances.controller())
                    ? Told.failed(
                                    "change not observed",
                                    "its controller has not seen the change for "
                                            + tolerances.controller().toSeconds() + "s; is it running?")
                            .about(Family.CONTROLLER)
                    : Told.waiting("the controller has not seen the change yet");
        }
        return Conventions.unusual(object)
                .or(() -> KindRules.of(object))
                .or(() -> Conventions.of(object))
                .orElseGet(this::silent);
    }

    private Told silent() {
        if (BUILT_IN.contains(object.group())) {
            return Told.current("nothing to wait for");
        }
        if (object.has("status")) {
            return Told.current("nothing in its status says otherwise");
        }
        return hasPassed(tolerances.controller())
                ? Told.current("it has no status")
                : Told.waiting("it has no status yet");
    }

    private Told deleted() {
        List<String> finalizers = meta().getFinalizers();
        String held = finalizers.isEmpty() ? "" : ", held by the finalizer " + String.join(", ", finalizers);
        String remains = object.conditions().stream()
                .filter(c -> c.isTrue() && c.type().startsWith("Namespace"))
                .map(c -> "; " + c.words())
                .reduce("", String::concat);
        boolean late = Times.passed(Times.of(meta().getDeletionTimestamp()), tolerances.controller(), snapshot.now());
        return new Told(
                State.TERMINATING, Family.STUCK, late ? "does not go" : "", "is being deleted" + held + remains);
    }

    private Verdict verdict(Told told) {
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

    private boolean hasPassed(Duration limit) {
        return Times.passed(Times.changed(object.object()), limit, snapshot.now());
    }

    private ObjectMeta meta() {
        return object.object().getMetadata();
    }
}
