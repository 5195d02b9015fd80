package dev.fairlead.rollout.evidence;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.PodLog;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Verdict;
import java.util.List;
import java.util.Set;

/** Adds to verdicts what only another request tells: the tail of the right log. */
public final class FailureEvidence {
    private static final int LOG_LINES = 15;
    private static final Set<Family> LOGGED = Set.of(Family.START, Family.CRASH, Family.PROBE, Family.JOB);

    private static final List<String> KUBELETS_OWN =
            List.of("failed to try resolving symlinks", "unable to retrieve container logs", "failed to open log file");

    private final ClusterClient cluster;

    public FailureEvidence(ClusterClient cluster) {
        this.cluster = cluster;
    }

    public RolloutStatus added(RolloutStatus status) {
        return status.withVerdicts(status.verdicts().stream()
                .map(verdict -> added(verdict, status.namespace()))
                .toList());
    }

    public Verdict added(Verdict verdict, String namespace) {
        return LOGGED.contains(verdict.family()) && !verdict.pods().isEmpty()
                ? verdict.withLog(tail(verdict, namespace))
                : verdict;
    }

    /** Of the run that crashed, where there was one before the present run. */
    private List<String> tail(Verdict verdict, String namespace) {
        String pod = verdict.pods().get(0);
        List<String> previous =
                tellsOfARunThatEnded(verdict) ? log(namespace, pod, verdict.container(), true) : List.of();
        return previous.isEmpty() ? log(namespace, pod, verdict.container(), false) : previous;
    }

    /** A job's pod has one run, and a pod that is not ready still runs. */
    private static boolean tellsOfARunThatEnded(Verdict verdict) {
        return switch (verdict.family()) {
            case CRASH, START -> true;
            case PROBE -> !verdict.reason().startsWith("readiness");
            default -> false;
        };
    }

    private List<String> log(String namespace, String pod, String container, boolean previous) {
        try {
            String text = PodLog.tail(cluster, namespace, pod, container, previous, LOG_LINES);
            // The container runtime may have rotated or not yet opened the file; the kubelet says so in the log's
            // place.
            return KUBELETS_OWN.stream().anyMatch(text::startsWith)
                    ? List.of()
                    : text.lines().toList();
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            // A missing log makes a verdict poorer, not wrong.
            return List.of();
        }
    }
}
