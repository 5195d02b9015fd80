package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with the workload itself rather than with one of its pods. */
final class WorkloadVerdicts {
    private WorkloadVerdicts() {}

    static List<Verdict> of(Snapshot snapshot, Standing standing, Tolerances tolerances) {
        List<Verdict> verdicts = new ArrayList<>();
        admission(snapshot, standing).ifPresent(verdicts::add);
        deadline(snapshot, standing).ifPresent(verdicts::add);
        job(snapshot).ifPresent(verdicts::add);
        controller(snapshot, standing, tolerances).ifPresent(verdicts::add);
        stuck(snapshot, standing, tolerances).ifPresent(verdicts::add);
        return verdicts;
    }

    /** FailedCreate of the newest ReplicaSet, or of the controller where pods are its own. */
    private static Optional<Verdict> admission(Snapshot snapshot, Standing standing) {
        if (standing.newest().size() >= standing.replicas().desired()) {
            return Optional.empty();
        }
        HasMetadata creator = snapshot.workload();
        if (creator instanceof Deployment deployment) {
            Optional<ReplicaSet> newest = Revisions.newest(deployment, snapshot.replicaSets());
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            creator = newest.get();
        }
        Instant lastCreated = standing.newest().stream()
                .map(pod -> Times.of(pod.getMetadata().getCreationTimestamp()))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return snapshot.eventsOf(creator).stream()
                .filter(e -> "FailedCreate".equals(e.getReason()) && Times.of(e).isAfter(lastCreated))
                .findFirst()
                .map(PodFacts::message)
                .or(() -> replicaFailure(snapshot))
                .map(words -> verdict(
                        Family.ADMISSION,
                        admissionReason(words),
                        "pods are refused: " + admissionWords(words),
                        true,
                        words,
                        admissionNext(snapshot, words)));
    }

    private static Optional<String> replicaFailure(Snapshot snapshot) {
        return snapshot.workload() instanceof Deployment deployment && deployment.getStatus() != null
                ? deployment.getStatus().getConditions().stream()
                        .filter(c -> "ReplicaFailure".equals(c.getType()) && "True".equals(c.getStatus()))
                        .map(c -> String.valueOf(c.getMessage()))
                        .findFirst()
                : Optional.empty();
    }

    private static String admissionReason(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("exceeded quota") || lower.contains("failed quota")) {
            return "quota";
        }
        if (lower.contains("serviceaccount") || lower.contains("service account")) {
            return "missing ServiceAccount";
        }
        if (lower.contains("priorityclass")) {
            return "missing PriorityClass";
        }
        if (lower.contains("admission webhook")) {
            return "webhook";
        }
        if (lower.contains("podsecurity") || lower.contains("pod security")) {
            return "PodSecurity";
        }
        return lower.contains("maximum") || lower.contains("minimum") ? "LimitRange" : "refused";
    }

    private static String admissionNext(Snapshot snapshot, String words) {
        String in = " -n " + snapshot.workload().getMetadata().getNamespace();
        return switch (admissionReason(words)) {
            case "quota" -> "cluster get resourcequota" + in;
            case "missing ServiceAccount" -> "cluster get serviceaccount" + in;
            case "missing PriorityClass" -> "cluster get priorityclass";
            case "LimitRange" -> "cluster get limitrange -o yaml" + in;
            default -> "cluster get events" + in;
        };
    }

    /** Without "Error creating: pods "web-…" is forbidden: ", which says what the sentence says already. */
    private static String admissionWords(String words) {
        return words.replaceFirst(
                        "^(?:Error creating: )?(?:pods \"[^\"]*\" is )?(?:forbidden: )?(?:error looking up)?", "")
                .strip();
    }

    private static Optional<Verdict> deadline(Snapshot snapshot, Standing standing) {
        if (!(snapshot.workload() instanceof Deployment deployment)
                || deployment.getStatus() == null
                || !standing.observed()) {
            return Optional.empty();
        }
        return deployment.getStatus().getConditions().stream()
                .filter(c -> "Progressing".equals(c.getType()) && "ProgressDeadlineExceeded".equals(c.getReason()))
                .findFirst()
                .map(c -> verdict(
                        Family.DEADLINE,
                        "progress deadline exceeded",
                        "no progress within " + deployment.getSpec().getProgressDeadlineSeconds() + "s: "
                                + standing.waiting(),
                        true,
                        String.valueOf(c.getMessage()),
                        "cluster get events -n " + deployment.getMetadata().getNamespace()));
    }

    private static Optional<Verdict> job(Snapshot snapshot) {
        if (!(snapshot.workload() instanceof Job job) || job.getStatus() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(c -> "Failed".equals(c.getType()) && "True".equals(c.getStatus()))
                .findFirst()
                .map(c -> verdict(
                        Family.JOB,
                        String.valueOf(c.getReason()),
                        "failed: " + c.getMessage(),
                        true,
                        String.valueOf(c.getMessage()),
                        "cluster logs job/" + job.getMetadata().getName() + " -n "
                                + job.getMetadata().getNamespace()));
    }

    private static Optional<Verdict> controller(Snapshot snapshot, Standing standing, Tolerances tolerances) {
        Instant changed = snapshot.workload().getMetadata().getManagedFields().stream()
                .map(entry -> Times.of(entry.getTime()))
                .max(Instant::compareTo)
                .orElse(Times.of(snapshot.workload().getMetadata().getCreationTimestamp()));
        if (standing.observed() || !Times.passed(changed, tolerances.controller(), snapshot.now())) {
            return Optional.empty();
        }
        return Optional.of(verdict(
                Family.CONTROLLER,
                "change not observed",
                "the controller has not seen the change for "
                        + tolerances.controller().toSeconds() + "s",
                true,
                "",
                "cluster info"));
    }

    /** Old pods that were told to go and do not: a finalizer, or a grace period that is over. */
    private static Optional<Verdict> stuck(Snapshot snapshot, Standing standing, Tolerances tolerances) {
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
        String why =
                finalizers.isEmpty() ? "past their grace period" : "held by finalizer " + String.join(", ", finalizers);
        List<String> names =
                late.stream().map(pod -> pod.getMetadata().getName()).toList();
        return Optional.of(new Verdict(
                Family.STUCK,
                "old pods do not go",
                names.size() + (names.size() == 1 ? " old pod does not go: " : " old pods do not go: ") + why,
                false,
                names,
                standing.old().size(),
                "",
                "",
                List.of(),
                "cluster get pod " + names.get(0) + " -o yaml -n "
                        + snapshot.workload().getMetadata().getNamespace()));
    }

    private static Verdict verdict(
            Family family, String reason, String message, boolean fatal, String event, String next) {
        return new Verdict(family, reason, message, fatal, List.of(), 0, "", event, List.of(), next);
    }
}
