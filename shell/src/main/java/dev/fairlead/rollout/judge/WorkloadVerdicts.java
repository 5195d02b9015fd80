package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is wrong with the workload itself rather than with one of its pods. */
final class WorkloadVerdicts {
    /** The second comes first, since 1.31: the Job has failed for certain and its pods are being stopped (batch/v1). */
    private static final List<String> JOB_FAILS = List.of("Failed", "FailureTarget");

    /** Of a Deployment that names none (apps/v1). */
    private static final int PROGRESS_DEADLINE = 600;

    private WorkloadVerdicts() {}

    static List<Verdict> of(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        List<Verdict> verdicts = new ArrayList<>();
        AdmissionVerdicts.of(snapshot, standing, tolerances).ifPresent(verdicts::add);
        job(snapshot).ifPresent(verdicts::add);
        controller(snapshot, standing, tolerances).ifPresent(verdicts::add);
        StuckPods.of(snapshot, standing, tolerances).ifPresent(verdicts::add);
        UnexplainedPods.ofWorkload(snapshot, standing, tolerances).ifPresent(verdicts::add);
        return verdicts;
    }

    /** The controller's own deadline; it says that nothing moves, not why, so other verdicts go before it. */
    static Optional<Verdict> deadline(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        if (!(snapshot.workload() instanceof Deployment deployment)
                || deployment.getStatus() == null
                || !standing.observed()) {
            return Optional.empty();
        }
        return deployment.getStatus().getConditions().stream()
                .filter(c -> "Progressing".equals(c.getType()) && "ProgressDeadlineExceeded".equals(c.getReason()))
                .filter(c -> !isLeftOver(c, deployment, snapshot.now(), tolerances))
                .findFirst()
                .map(c -> verdict(
                        Family.DEADLINE,
                        "progress deadline exceeded",
                        "no progress within "
                                + Counts.or(deployment.getSpec().getProgressDeadlineSeconds(), PROGRESS_DEADLINE)
                                + "s: " + standing.waiting(),
                        Sentences.because(
                                "generation " + deployment.getStatus().getObservedGeneration(), c.getMessage()),
                        "cluster get events -n " + deployment.getMetadata().getNamespace()));
    }

    /** After an undo the controller first observes the new generation with the condition of the failed one. */
    private static boolean isLeftOver(
            DeploymentCondition deadline, Deployment deployment, Instant now, Tolerances tolerances) {
        Instant changed = Times.changed(deployment);
        return Times.of(deadline.getLastUpdateTime()).isBefore(changed)
                && !Times.passed(changed, tolerances.controller(), now);
    }

    private static Optional<Verdict> job(Snapshot snapshot) {
        if (!(snapshot.workload() instanceof Job job) || job.getStatus() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(c -> JOB_FAILS.contains(c.getType()) && "True".equals(c.getStatus()))
                .findFirst()
                .map(c -> job(job, c, lastFailed(snapshot)));
    }

    private static Verdict job(Job job, JobCondition failed, Optional<Pod> last) {
        return new Verdict(
                Family.JOB,
                Optional.ofNullable(failed.getReason())
                        .filter(reason -> !reason.isBlank())
                        .orElse("failed"),
                failed(job, failed),
                true,
                last.map(pod -> List.of(pod.getMetadata().getName())).orElse(List.of()),
                last.isPresent() ? 1 : 0,
                last.map(WorkloadVerdicts::failedContainer).orElse(""),
                Optional.ofNullable(failed.getMessage()).orElse(""),
                List.of(),
                "cluster logs job/" + job.getMetadata().getName() + " -n "
                        + job.getMetadata().getNamespace());
    }

    private static String failed(Job job, JobCondition failed) {
        return switch (String.valueOf(failed.getReason())) {
            case "BackoffLimitExceeded" -> {
                int limit = Optional.ofNullable(job.getSpec().getBackoffLimit()).orElse(6);
                yield "failed more often than its backoff limit of " + limit + " allows";
            }
            case "DeadlineExceeded" ->
                "ran longer than its deadline"
                        + Optional.ofNullable(job.getSpec().getActiveDeadlineSeconds())
                                .map(seconds -> " of " + seconds + "s")
                                .orElse("");
            default -> Sentences.because("failed", failed.getMessage());
        };
    }

    /** Its log is the evidence. */
    private static Optional<Pod> lastFailed(Snapshot snapshot) {
        return snapshot.pods().stream()
                .filter(pod -> "Failed".equals(pod.getStatus().getPhase()))
                .max(Comparator.comparing(pod -> Times.of(pod.getMetadata().getCreationTimestamp())));
    }

    private static String failedContainer(Pod pod) {
        return PodFacts.of(pod).containers().stream()
                .filter(c ->
                        c.ended().map(e -> Counts.or(e.getExitCode(), 0) != 0).orElse(false))
                .map(PodFacts.ContainerFacts::name)
                .findFirst()
                .orElse("");
    }

    private static Optional<Verdict> controller(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        Instant changed = Times.changed(snapshot.workload());
        if (standing.observed() || !Times.passed(changed, tolerances.controller(), snapshot.now())) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                Family.CONTROLLER,
                "change not observed",
                "the controller has not seen the change for "
                        + tolerances.controller().toSeconds() + "s; is the controller manager running?",
                "",
                "cluster info"));
    }

    private static Verdict verdict(Family family, String reason, String message, String event, String next) {
        return new Verdict(family, reason, message, true, List.of(), 0, "", event, List.of(), next);
    }
}
