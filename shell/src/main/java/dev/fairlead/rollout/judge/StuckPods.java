package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;

/** Old pods that hold a rollout up. They may still go, so they are told and never fatal by themselves. */
final class StuckPods {
    private StuckPods() {}

    static Optional<Verdict> of(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        return late(snapshot, standing, tolerances)
                .or(() -> slow(snapshot, standing, tolerances))
                .or(() -> broken(snapshot, standing));
    }

    /** Told to go, and still there after the grace period: a finalizer, or a node that does not answer. */
    private static Optional<Verdict> late(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        List<Pod> late = standing.old().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null
                        && Times.passed(
                                Times.of(pod.getMetadata().getDeletionTimestamp()),
                                tolerances.controller(),
                                snapshot.now()))
                .toList();
        if (late.isEmpty()) {
            return Optional.empty();
        }
        List<String> finalizers = late.stream()
                .flatMap(pod -> pod.getMetadata().getFinalizers().stream())
                .distinct()
                .toList();
        String why = finalizers.isEmpty()
                ? "past the grace period"
                : "held by the finalizer " + String.join(", ", finalizers);
        String message = (late.size() == 1 ? "1 old pod does not go: " : late.size() + " old pods do not go: ") + why;
        return Optional.of(verdict(
                snapshot,
                standing,
                late,
                "old pods do not go",
                message,
                "cluster get pod " + name(late.get(0)) + " -o yaml"));
    }

    /** Told to go, within a grace period that is long, while the controller waits for them. */
    private static Optional<Verdict> slow(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        if (!waitsForOld(snapshot.workload())) {
            return Optional.empty();
        }
        List<Pod> slow = standing.old().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null
                        && grace(pod) > tolerances.controller().toSeconds())
                .toList();
        if (slow.isEmpty()) {
            return Optional.empty();
        }
        long longest = slow.stream().mapToLong(StuckPods::grace).max().orElse(0);
        String message = (slow.size() == 1 ? "1 old pod may take " : slow.size() + " old pods may take ") + longest
                + "s to stop, its grace period; new ones wait for it";
        return Optional.of(verdict(
                snapshot,
                standing,
                slow,
                "long grace period",
                slow.size() == 1
                        ? message
                        : message.replace("its grace", "their grace").replace("for it", "for them"),
                "cluster get pod " + name(slow.get(0)) + " -o yaml"));
    }

    /** A rolling update of a Deployment goes on while old pods stop. */
    private static boolean waitsForOld(HasMetadata workload) {
        return workload instanceof StatefulSet
                || workload instanceof Deployment deployment
                        && deployment.getSpec().getStrategy() != null
                        && "Recreate".equals(deployment.getSpec().getStrategy().getType());
    }

    private static long grace(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getDeletionGracePeriodSeconds())
                .orElse(0L);
    }

    /** A StatefulSet replaces its pods in order and waits for each to be ready, also for a broken one of before. */
    private static Optional<Verdict> broken(Snapshot snapshot, WorkloadStanding standing) {
        if (!(snapshot.workload() instanceof StatefulSet set)
                || "Parallel".equals(set.getSpec().getPodManagementPolicy())
                || standing.complete()) {
            return Optional.empty();
        }
        List<Pod> broken = standing.old().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null
                        && !Readiness.isReady(pod)
                        && PodFacts.of(pod).containers().stream().anyMatch(c -> isBroken(c.waitingReason())))
                .toList();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        String message = "the StatefulSet waits for the broken old pod " + name(broken.get(0))
                + "; it goes on when that pod is deleted";
        return Optional.of(verdict(
                snapshot, standing, broken, "broken old pod", message, "cluster delete pod " + name(broken.get(0))));
    }

    private static boolean isBroken(String waiting) {
        return !waiting.isEmpty() && !waiting.equals("ContainerCreating") && !waiting.equals("PodInitializing");
    }

    private static Verdict verdict(
            Snapshot snapshot, WorkloadStanding standing, List<Pod> pods, String reason, String message, String next) {
        return new Verdict(
                Family.STUCK,
                reason,
                message,
                false,
                pods.stream().map(StuckPods::name).toList(),
                standing.old().size(),
                "",
                "",
                List.of(),
                next + " -n " + snapshot.workload().getMetadata().getNamespace());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
