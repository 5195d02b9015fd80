package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pods that were evicted because they used more storage than their own limits allow (kubelet, eviction_manager.go). The
 * next pod does the same, so such evictions count as crashes do; those for want of room on the node do not.
 */
final class Evictions {
    /** What a StatefulSet and a DaemonSet say when they replace a failed pod. */
    static final List<String> REPLACED = List.of("RecreatingFailedPod", "FailedDaemonPod");

    private static final Pattern OWN_LIMIT = Pattern.compile("^(?:Usage of EmptyDir volume .* exceeds the limit"
            + "|Container \\S+ exceeded its local ephemeral storage limit"
            + "|Pod ephemeral local storage usage exceeds the total limit)");

    private Evictions() {}

    static boolean isForOwnLimit(Pod pod) {
        String words = pod.getStatus().getMessage();
        return "Failed".equals(pod.getStatus().getPhase())
                && "Evicted".equals(pod.getStatus().getReason())
                && words != null
                && OWN_LIMIT.matcher(words).find();
    }

    /** @param loops whether so many pods were evicted that another one will be, too */
    static Optional<Finding> judge(PodFacts pod, boolean loops) {
        if (!isForOwnLimit(pod.pod())) {
            return Optional.empty();
        }
        String words = pod.pod().getStatus().getMessage().strip();
        String what = words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
        return Optional.of(new Finding(
                Family.CRASH, "over its own limit", "were evicted: " + what, loops || pod.isAlone(), "", words));
    }

    /** Whether each pod that should be there was evicted more often than a container may restart. */
    static boolean loop(WorkloadStanding standing, Tolerances tolerances) {
        long evicted =
                standing.newest().stream().filter(Evictions::isForOwnLimit).count();
        return evicted
                > (long) tolerances.restarts() * Math.max(1, standing.replicas().desired());
    }

    /** How long a pod lived before it was evicted. */
    static Duration ran(PodFacts evicted) {
        Instant end = evicted.containers().stream()
                .map(ContainerFacts::ended)
                .flatMap(Optional::stream)
                .map(ContainerStateTerminated::getFinishedAt)
                .map(Times::of)
                .max(Comparator.naturalOrder())
                .or(() -> evicted.event("", "Evicted").map(Times::of))
                .orElse(Instant.EPOCH);
        Instant made = Times.of(evicted.pod().getMetadata().getCreationTimestamp());
        return end.isAfter(made) ? Duration.between(made, end) : Duration.ofDays(1);
    }
}
