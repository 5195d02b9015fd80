package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pods that the API server does not let the controller create. */
final class AdmissionVerdicts {
    private static final List<String> PASSING = List.of(
            "retry after the token is automatically created",
            "status unknown for quota",
            "failed calling webhook",
            "timeout",
            "timed out",
            "serviceaccount \"default\" not found",
            "the object has been modified");

    private static final Duration FRESH = Duration.ofSeconds(10);

    private AdmissionVerdicts() {}

    private record Refusal(String words, Instant since) {}

    static Optional<Verdict> of(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        long there =
                standing.newest().stream().filter(AdmissionVerdicts::isActive).count();
        if (there >= standing.replicas().desired()) {
            return Optional.empty();
        }
        return refusal(snapshot)
                .filter(refusal -> !isSilence(refusal.words()))
                .map(refusal -> verdict(snapshot, standing, tolerances, refusal));
    }

    /** A ReplicaSet keeps a condition so long as it is refused; other controllers leave only events. */
    private static Optional<Refusal> refusal(Snapshot snapshot) {
        if (snapshot.workload() instanceof Deployment deployment) {
            Optional<ReplicaSet> newest = RevisionOrder.newest(deployment, snapshot.replicaSets());
            return newest.isEmpty()
                    ? noReplicaSet(deployment)
                    : newest.flatMap(set -> condition(set).or(() -> fresh(snapshot, set)));
        }
        return snapshot.workload() instanceof ReplicaSet set ? condition(set) : byEvents(snapshot, snapshot.workload());
    }

    /** Not even the ReplicaSet may be made, e.g. by a quota (deployment controller, {@code ReplicaSetCreateError}). */
    private static Optional<Refusal> noReplicaSet(Deployment deployment) {
        return deployment.getStatus() == null
                ? Optional.empty()
                : deployment.getStatus().getConditions().stream()
                        .filter(c -> "ReplicaSetCreateError".equals(c.getReason()) && "False".equals(c.getStatus()))
                        .map(c -> new Refusal(String.valueOf(c.getMessage()), Times.of(c.getLastTransitionTime())))
                        .findFirst();
    }

    /**
     * The event comes before the ReplicaSet's condition. An old one without the condition is history, the later success of
     * which the controller may have told nobody: it drops events where there are many.
     */
    private static Optional<Refusal> fresh(Snapshot snapshot, ReplicaSet set) {
        return byEvents(snapshot, set).filter(refusal -> !Times.passed(refusal.since(), FRESH, snapshot.now()));
    }

    private static Optional<Refusal> condition(ReplicaSet set) {
        return set.getStatus() == null
                ? Optional.empty()
                : set.getStatus().getConditions().stream()
                        .filter(c -> "ReplicaFailure".equals(c.getType())
                                && "True".equals(c.getStatus())
                                && "FailedCreate".equals(c.getReason()))
                        .map(c -> new Refusal(String.valueOf(c.getMessage()), Times.of(c.getLastTransitionTime())))
                        .findFirst();
    }

    private static Optional<Refusal> byEvents(Snapshot snapshot, HasMetadata creator) {
        List<Event> events = snapshot.eventsOf(creator);
        Instant created = newest(events, "SuccessfulCreate");
        return events.stream()
                .filter(e -> "FailedCreate".equals(e.getReason()) && Times.of(e).isAfter(created))
                .findFirst()
                .map(e -> new Refusal(plain(PodFacts.message(e)), Times.first(e)));
    }

    private static Instant newest(List<Event> events, String reason) {
        return events.stream()
                .filter(e -> reason.equals(e.getReason()))
                .map(Times::of)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Verdict verdict(
            Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances, Refusal refusal) {
        String words = refusal.words();
        String reason = reason(words);
        boolean late = Times.passed(refusal.since(), tolerances.pending(), snapshot.now());
        // Old pods that go give their share of the quota back.
        boolean frees = reason.equals("quota") && !standing.old().isEmpty();
        return new Verdict(
                Family.ADMISSION,
                reason,
                "new pods are refused: " + shortened(words),
                late || !frees && !isPassing(words),
                List.of(),
                standing.newest().size(),
                "",
                words,
                List.of(),
                next(snapshot, reason));
    }

    /** The controller did not reach the API server; nobody refused anything. */
    private static boolean isSilence(String words) {
        return words.matches("(?s)(?:Post|Get) \"https?://.*") || words.contains("etcdserver");
    }

    private static boolean isPassing(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return PASSING.stream().anyMatch(lower::contains);
    }

    private static String reason(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("because it is being terminated")) {
            return "namespace is being deleted";
        }
        if (lower.contains("webhook")) {
            return "webhook";
        }
        if (lower.contains("exceeded quota") || lower.contains("quota")) {
            return "quota";
        }
        if (lower.contains("serviceaccount") || lower.contains("service account")) {
            return "missing ServiceAccount";
        }
        if (lower.contains("priorityclass")) {
            return "missing PriorityClass";
        }
        if (lower.contains("podsecurity") || lower.contains("pod security")) {
            return "PodSecurity";
        }
        boolean limits = lower.contains("maximum") || lower.contains("minimum") || lower.contains("limit to request");
        return limits ? "LimitRange" : "refused";
    }

    private static String next(Snapshot snapshot, String reason) {
        String in = " -n " + snapshot.workload().getMetadata().getNamespace();
        return switch (reason) {
            case "quota" -> "cluster get resourcequota" + in;
            case "missing ServiceAccount" -> "cluster get serviceaccount" + in;
            case "missing PriorityClass" -> "cluster get priorityclass";
            case "LimitRange" -> "cluster get limitrange -o yaml" + in;
            default -> "cluster get events" + in;
        };
    }

    /** An event's words as the ReplicaSet's condition has them. */
    private static String plain(String words) {
        return words.replaceFirst("^(?:\\(combined from similar events\\): )?(?:Error creating: )?", "");
    }

    /** Without {@code pods "web-…" is forbidden: }, which the sentence says already. */
    private static String shortened(String words) {
        return words.replaceFirst("^create Pod \\S+ in \\S+ \\S+ failed error: ", "")
                .replaceFirst("^(?:pods|replicasets\\.apps) \"[^\"]*\" is forbidden: ", "")
                .replaceFirst("^error looking up service account \\S+ ", "")
                .strip();
    }

    private static boolean isActive(Pod pod) {
        String phase =
                pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
        return pod.getMetadata().getDeletionTimestamp() == null && !phase.equals("Failed");
    }
}
