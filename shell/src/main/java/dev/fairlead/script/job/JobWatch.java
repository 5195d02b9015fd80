package dev.fairlead.script.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.LineStream;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a Job's one pod: its start, its log, its end. */
final class JobWatch {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Map<String, FailureKind> NEVER_STARTS = Map.of(
            "ErrImagePull", FailureKind.ROLLOUT_IMAGE,
            "ImagePullBackOff", FailureKind.ROLLOUT_IMAGE,
            "InvalidImageName", FailureKind.ROLLOUT_IMAGE,
            "CreateContainerConfigError", FailureKind.ROLLOUT_CONFIG,
            "CreateContainerError", FailureKind.ROLLOUT_START,
            "RunContainerError", FailureKind.ROLLOUT_START);

    private final ClusterClient cluster;
    private final String job;
    private final ProgressListener progress;
    private int shown;
    private String lastError = "";

    JobWatch(ClusterClient cluster, String job, ProgressListener progress) {
        this.cluster = cluster;
        this.job = job;
        this.progress = progress;
    }

    /** The script's exit code, after all of its log was shown. */
    int exitCode() {
        JsonNode pod = started();
        String name = pod.path("metadata").path("name").asText();
        while (true) {
            showLog(name);
            JsonNode ended = state(cluster.get(pods() + "/" + name)).path("terminated");
            if (!ended.isMissingNode()) {
                return ended.path("exitCode").asInt();
            }
            Pause.of(BETWEEN, "cancelled while waiting for the Job");
        }
    }

    /** The last line of the log that tells a failure; empty where none does. */
    String lastError() {
        return lastError;
    }

    private JsonNode started() {
        Instant limit = Instant.now().plus(START);
        while (true) {
            JsonNode pod = cluster.get(pods() + "?labelSelector=job-name%3D" + job)
                    .path("items")
                    .path(0);
            JsonNode state = state(pod);
            if (state.has("running") || state.has("terminated")) {
                return pod;
            }
            JsonNode waiting = state.path("waiting");
            FailureKind never = NEVER_STARTS.get(waiting.path("reason").asText());
            if (never != null) {
                throw new OpsException(
                        never,
                        "job/" + job + " does not start: "
                                + waiting.path("reason").asText() + ": "
                                + waiting.path("message").asText());
            }
            if (Instant.now().isAfter(limit)) {
                throw new OpsException(
                        FailureKind.TIMEOUT, "job/" + job + " did not start within " + minutes() + why(pod));
            }
            Pause.of(BETWEEN, "cancelled while waiting for the Job");
        }
    }

    private static String minutes() {
        return START.toMinutes() + " minutes";
    }

    private static String why(JsonNode pod) {
        if (pod.isMissingNode()) {
            return ": it has no pod";
        }
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("status").asText().equals("False") && condition.has("message")) {
                return ": " + condition.path("message").asText();
            }
        }
        return "";
    }

    /** From where it was left, so that a broken connection neither loses nor repeats a line. */
    private void showLog(String pod) {
        int at = 0;
        try (LineStream log =
                cluster.follow(pods() + "/" + pod + "/log?follow=true&container=" + JobObjects.CONTAINER)) {
            for (@Nullable String line = log.next(); line != null; line = log.next()) {
                if (at++ >= shown) {
                    shown = at;
                    lastError = line.startsWith("error: ") ? line.substring("error: ".length()) : lastError;
                    progress.on(new ProgressEvent.Printed(line + "\n", false));
                }
            }
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            if (e.kind() != FailureKind.UNREACHABLE && e.kind() != FailureKind.TIMEOUT) {
                throw e;
            }
            progress.note("the log of job/" + job + " broke off: " + e.message());
        }
    }

    private static JsonNode state(JsonNode pod) {
        return pod.path("status").path("containerStatuses").path(0).path("state");
    }

    private String pods() {
        return "/api/v1/namespaces/" + cluster.namespace() + "/pods";
    }
}
