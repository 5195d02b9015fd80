package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Trouble that no other rule knows: a reason to wait or a warning that is new, a pod that failed without a reason. It is
 * quoted at once, and is fatal when it lasts for longer than a pod may wait.
 */
final class UnexplainedPods {
    private static final String POD_WAITS = "ContainerCreating";
    private static final String INIT_RUNS = "PodInitializing";
    private static final String LOOP = "CrashLoopBackOff";

    /** Events that other rules read, and those that hold nothing up (kubelet, events/event.go; Kyverno's audits). */
    private static final List<String> KNOWN = List.of(
            "BackOff",
            "DNSConfigForming",
            "ErrImageNeverPull",
            "Evicted",
            "ExceededGracePeriod",
            "Failed",
            "FailedAttachVolume",
            "FailedCreatePodSandBox",
            "FailedKillPod",
            "FailedMount",
            "FailedPostStartHook",
            "FailedPreStopHook",
            "FailedScheduling",
            "FailedToRetrieveImagePullSecret",
            "InspectFailed",
            "MissingClusterDNS",
            "NetworkNotReady",
            "NodeNotReady",
            "PolicyViolation",
            "Preempted",
            "ProbeWarning",
            "Unhealthy");

    /** The same of events about workloads. */
    private static final List<String> KNOWN_OF_WORKLOADS = List.of(
            "BackoffLimitExceeded",
            "DeadlineExceeded",
            "FailedCreate",
            "FailedDaemonPod",
            "FailedDelete",
            "PolicyViolation",
            "RecreatingFailedPod",
            "RecreatingTerminatedPod",
            "ReplicaSetCreateError");

    private UnexplainedPods() {}

    /** The newest warning about a workload that lacks pods, unless a pod was made since. */
    static Optional<Verdict> ofWorkload(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        if (standing.complete()
                || standing.newest().size() >= standing.replicas().desired()) {
            return Optional.empty();
        }
        return creators(snapshot)
                .flatMap(creator -> snapshot.eventsOf(creator).stream())
                .max(Comparator.comparing(event -> Times.of(event)))
                .filter(e -> "Warning".equals(e.getType())
                        && e.getReason() != null
                        && !KNOWN_OF_WORKLOADS.contains(e.getReason()))
                .map(e -> ofWorkload(snapshot, standing, tolerances, e));
    }

    private static Stream<HasMetadata> creators(Snapshot snapshot) {
        Stream<HasMetadata> workload = Stream.of(snapshot.workload());
        return snapshot.workload() instanceof Deployment deployment
                ? Stream.concat(workload, RevisionOrder.newest(deployment, snapshot.replicaSets()).stream())
                : workload;
    }

    private static Verdict ofWorkload(
            Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances, Event warning) {
        String words = VerdictWords.clean(PodFacts.message(warning));
        return new Verdict(
                Family.CONTROLLER,
                warning.getReason(),
                Sentences.because("held up by " + warning.getReason(), firstLine(words)),
                Times.passed(Times.first(warning), tolerances.pending(), snapshot.now()),
                List.of(),
                standing.newest().size(),
                "",
                words,
                List.of(),
                "cluster get events -n " + snapshot.workload().getMetadata().getNamespace());
    }

    /** A reason to wait that no rule has explained. */
    static Optional<Finding> waiting(PodFacts pod, ContainerFacts container) {
        String reason = container.waitingReason();
        if (reason.isEmpty() || reason.equals(POD_WAITS) || reason.equals(INIT_RUNS) || reason.equals(LOOP)) {
            return Optional.empty();
        }
        String words = VerdictWords.clean(container.waitingMessage());
        return Optional.of(new Finding(
                Family.START,
                reason,
                Sentences.because("are held up: " + container.shown() + " waits with " + reason, firstLine(words)),
                !pod.ofJob() && pod.isLate(waitingSince(pod, container)),
                container.name(),
                words));
    }

    /** A container that crashes again and again by the kubelet's word, of which nothing else is known. */
    static Optional<Finding> crashLoop(PodFacts pod, ContainerFacts container) {
        if (!container.waitingReason().equals(LOOP)) {
            return Optional.empty();
        }
        boolean again = container.restarts() >= pod.tolerances().restarts();
        return Optional.of(new Finding(
                Family.CRASH,
                "crash loop",
                "keep crashing in " + container.shown(),
                !pod.ofJob() && (again || pod.isLate(waitingSince(pod, container))),
                container.name(),
                VerdictWords.clean(container.waitingMessage()),
                container.restarts()));
    }

    /** The newest warning about a pod that is not ready, unless the kubelet got on with it since. */
    static Optional<Finding> event(PodFacts pod) {
        if (pod.isReady() || hasEnded(pod)) {
            return Optional.empty();
        }
        return pod.events().stream()
                .filter(e -> "Warning".equals(e.getType()))
                .findFirst()
                .filter(e -> e.getReason() != null && !KNOWN.contains(e.getReason()) && !pod.isOvercome(e))
                .map(e -> event(pod, e));
    }

    private static Finding event(PodFacts pod, Event warning) {
        String words = VerdictWords.clean(PodFacts.message(warning));
        String reason = warning.getReason();
        boolean volume = reason.contains("Volume") || reason.contains("Mount");
        return new Finding(
                volume ? Family.VOLUME : Family.NODE,
                reason,
                Sentences.because("are held up by " + reason, firstLine(words)),
                !pod.ofJob() && !isUnderWay(pod) && pod.isLate(pod.first(warning)),
                "",
                words);
    }

    /** Where all containers run or wait for one that runs, the warning may be of no consequence. */
    private static boolean isUnderWay(PodFacts pod) {
        return !pod.waitsForContainers() || pod.containers().stream().anyMatch(c -> c.mustEnd() && c.isRunning());
    }

    /** A pod that is over for good, and of which neither its node nor a container says why. */
    static Optional<Finding> failed(PodFacts pod) {
        if (!"Failed".equals(pod.pod().getStatus().getPhase())) {
            return Optional.empty();
        }
        Optional<PodCondition> disrupted = pod.condition("DisruptionTarget").filter(c -> "True".equals(c.getStatus()));
        String reason =
                disrupted.map(PodCondition::getReason).filter(r -> !r.isBlank()).orElse("no reason given");
        String words = Stream.of(
                        Optional.ofNullable(pod.pod().getStatus().getMessage()),
                        disrupted.map(PodCondition::getMessage))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        return Optional.of(new Finding(
                Family.CRASH,
                reason,
                Sentences.because("failed (" + reason + ")", firstLine(words)),
                pod.isAlone() && !pod.ofJob(),
                "",
                words));
    }

    private static boolean hasEnded(PodFacts pod) {
        String phase = String.valueOf(pod.pod().getStatus().getPhase());
        return phase.equals("Failed") || phase.equals("Succeeded");
    }

    /** No time says since when a container waits: it is the last thing that is known to have gone well before. */
    private static Instant waitingSince(PodFacts pod, ContainerFacts container) {
        Stream<Instant> unready = pod.condition("Ready").map(c -> Times.of(c.getLastTransitionTime())).stream();
        Stream<Instant> inits = pod.containers().stream()
                .filter(ContainerFacts::mustEnd)
                .map(ContainerFacts::ended)
                .flatMap(Optional::stream)
                .map(ContainerStateTerminated::getFinishedAt)
                .map(Times::of);
        Stream<Instant> events = pod.events().stream()
                .filter(e -> List.of("Pulling", "Pulled").contains(String.valueOf(e.getReason()))
                        && PodFacts.isAbout(e, container))
                .map(pod::first);
        return Stream.of(unready, inits, events)
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .filter(known -> !known.equals(Instant.EPOCH))
                .orElse(Times.of(pod.pod().getMetadata().getCreationTimestamp()));
    }

    private static String firstLine(String words) {
        return words.lines().findFirst().orElse("");
    }
}
