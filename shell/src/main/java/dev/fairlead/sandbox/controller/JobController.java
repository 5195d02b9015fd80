package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs pods until enough of them have succeeded, or too many failed. */
final class JobController implements Reconciler {
    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.JOB, job -> {
            boolean over = ObjectJson.isTrue(job, "Complete") || ObjectJson.isTrue(job, "Failed");
            if (!ObjectJson.isLeaving(job) && !over) {
                new Sync(client, job).run();
            } else if (!ObjectJson.isLeaving(job) && isOutOfTime(client, job)) {
                client.delete(Kinds.JOB, job);
            }
        });
    }

    /** Whether a Job that is over has been kept for as long as it asks for. */
    private static boolean isOutOfTime(ControllerClient client, JsonNode job) {
        JsonNode seconds = job.at("/spec/ttlSecondsAfterFinished");
        return seconds.isNumber() && client.isDue(client.after(ended(job), Duration.ofSeconds(seconds.asLong())));
    }

    private static Instant ended(JsonNode job) {
        for (JsonNode condition : job.at("/status/conditions")) {
            if (condition.path("type").asText().matches("Complete|Failed")
                    && condition.path("status").asText().equals("True")) {
                return Instant.parse(condition.path("lastTransitionTime").asText());
            }
        }
        return Instant.EPOCH;
    }

    /** One look at one Job. */
    private static final class Sync {
        private final ControllerClient client;
        private final ObjectNode job;
        private final List<ObjectNode> pods;
        private final long succeeded;
        private final long failed;
        private final List<ObjectNode> active;

        Sync(ControllerClient client, ObjectNode job) {
            this.client = client;
            this.job = job;
            this.pods = client.controlled(Kinds.POD, job);
            this.succeeded = inPhase("Succeeded");
            this.failed = inPhase("Failed");
            this.active = pods.stream()
                    .filter(pod -> !ObjectJson.isOver(pod) && !ObjectJson.isLeaving(pod))
                    .toList();
        }

        private long inPhase(String phase) {
            return pods.stream()
                    .filter(pod -> pod.at("/status/phase").asText().equals(phase))
                    .count();
        }

        void run() {
            ObjectNode changed = job.deepCopy();
            ObjectNode status = changed.withObject("/status");
            if (!status.has("startTime")) {
                status.put("startTime", client.stamp());
            }
            Optional<String[]> end = end(status);
            end.ifPresent(how -> finish(status, how));
            if (end.isEmpty() && !job.at("/spec/suspend").asBoolean()) {
                more();
            }
            count(status, end.isPresent() ? 0 : active.size());
            status.putObject("uncountedTerminatedPods");
            client.updateStatus(Kinds.JOB, changed, DeploymentController.NAME);
        }

        /** The condition, reason and message of the end; empty while there is work. */
        private Optional<String[]> end(JsonNode status) {
            int limit = job.at("/spec/backoffLimit").asInt(6);
            int deadline = job.at("/spec/activeDeadlineSeconds").asInt();
            if (failed > limit || isRestartedTooOften(limit)) {
                return Optional.of(
                        new String[] {"Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit"});
            }
            Instant began = Instant.parse(status.path("startTime").asText());
            if (deadline > 0 && client.isDue(client.after(began, Duration.ofSeconds(deadline)))) {
                return Optional.of(
                        new String[] {"Failed", "DeadlineExceeded", "Job was active longer than specified deadline"});
            }
            return succeeded >= wanted() ? Optional.of(new String[] {"Complete", "", ""}) : Optional.empty();
        }

        /** Restarts in place count where pods are restarted, and then the last one that is allowed is one too many. */
        private boolean isRestartedTooOften(int limit) {
            long restarts = active.stream()
                    .flatMap(pod -> Stream.of("containerStatuses", "initContainerStatuses")
                            .flatMap(list -> pod.path("status").path(list).valueStream()))
                    .mapToLong(container -> container.path("restartCount").asLong())
                    .sum();
            return job.at("/spec/template/spec/restartPolicy").asText().equals("OnFailure")
                    && restarts >= Math.max(1, limit);
        }

        private long wanted() {
            return job.at("/spec").has("completions")
                    ? job.at("/spec/completions").asInt()
                    : Math.max(1, succeeded + (active.isEmpty() && succeeded > 0 ? 0 : 1));
        }

        private void finish(ObjectNode status, String[] how) {
            ObjectJson.condition(status, how[0], "True", how[1], how[2], client.stamp())
                    .put("lastProbeTime", client.stamp());
            if (how[0].equals("Complete")) {
                status.put("completionTime", client.stamp());
                tell("Normal", "Completed", "Job completed");
            } else {
                tell("Warning", how[1], how[2]);
                active.forEach(pod -> client.delete(Kinds.POD, pod));
            }
        }

        private void more() {
            long room = Math.min(job.at("/spec/parallelism").asInt(1), wanted() - succeeded) - active.size();
            Optional<Instant> lastFailure = pods.stream()
                    .filter(pod -> pod.at("/status/phase").asText().equals("Failed"))
                    .map(pod -> Instant.parse(pod.at("/status/containerStatuses/0/state/terminated/finishedAt")
                            .asText(client.stamp())))
                    .max(Instant::compareTo);
            boolean waits = lastFailure.isPresent()
                    && !client.isDue(client.after(lastFailure.get(), NodeImagePulls.backOff((int) failed)));
            for (long i = 0; i < room && !waits; i++) {
                ObjectNode pod = PodTemplates.pod(Kinds.JOB, job);
                pod.withObject("/metadata").put("generateName", ObjectJson.name(job) + "-");
                ObjectNode made = client.create(Kinds.POD, pod, DeploymentController.NAME);
                tell("Normal", "SuccessfulCreate", "Created pod: " + ObjectJson.name(made));
            }
        }

        private void count(ObjectNode status, int running) {
            put(status, "active", running);
            put(status, "ready", (int)
                    active.stream().filter(ObjectJson::isReady).count());
            put(status, "succeeded", (int) succeeded);
            put(status, "failed", (int) failed);
        }

        private static void put(ObjectNode status, String field, int value) {
            if (value == 0) {
                status.remove(field);
            } else {
                status.put(field, value);
            }
        }

        private void tell(String type, String reason, String message) {
            client.event(Kinds.JOB, job, type, reason, message, "job-controller");
        }
    }
}
