package dev.fairlead.script.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ApiPath;
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
    /** What a pod gets for its end, and a little more. */
    private static final Duration GRACE = Duration.ofSeconds(40);

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
    private final Handover handover;
    private String pod = "";

    JobWatch(ClusterClient cluster, String job, ProgressListener progress) {
        this.cluster = cluster;
        this.job = job;
        this.progress = progress;
        this.handover = new Handover(job);
    }

    /** How the script ended, after all of its log was shown. */
    Ending ending() {
        pod = started().path("metadata").path("name").asText();
        while (true) {
            showLog(pod);
            JsonNode ended = state(present()).path("terminated");
            if (!ended.isMissingNode()) {
                return new Ending(
                        ended.path("exitCode").asInt(), ended.path("reason").asText());
            }
            Pause.of(BETWEEN, "cancelled while waiting for the Job");
        }
    }

    /** What the run has left. */
    Handover handover() {
        return handover;
    }

    /**
     * Ends the script's pod and shows what it says until it is over: the Job with all that the script may do is to be
     * there for what it does at its end.
     */
    void end() {
        try {
            // the script may run before its pod says so
            String begun = pod.isEmpty() ? newest().at("/metadata/name").asText() : pod;
            if (!begun.isEmpty()) {
                cluster.send("DELETE", pods().object(begun), ClusterClient.JSON, null, ClusterClient.JSON);
                showRest(begun);
            }
        } catch (OpsException e) {
            progress.note("the rest of the log of job/" + job + " is not shown: " + e.message());
        }
    }

    /** A container that has just begun has no log yet, and tidies up all the same. */
    private void showRest(String pod) {
        Instant limit = Instant.now().plus(GRACE);
        while (true) {
            try {
                showLog(pod);
                return;
            } catch (Cancelled e) {
                throw e;
            } catch (OpsException e) {
                if (cluster.find(pods().object(pod)).isEmpty() || Instant.now().isAfter(limit)) {
                    throw e;
                }
            }
            Pause.of(BETWEEN, "cancelled while the Job ends");
        }
    }

    private JsonNode present() {
        return cluster.find(pods().object(pod))
                .orElseThrow(() -> new OpsException(
                        FailureKind.NOT_FOUND, "job/" + job + " was ended by somebody: its pod " + pod + " is gone"));
    }

    /** @param reason the cluster's word for it, e.g. {@code OOMKilled} */
    record Ending(int exitCode, String reason) {}

    private JsonNode started() {
        Instant limit = Instant.now().plus(START);
        while (true) {
            JsonNode pod = newest();
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

    private JsonNode newest() {
        return cluster.get(pods().with("labelSelector", "job-name=" + job))
                .path("items")
                .path(0);
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
        try (LineStream log = cluster.follow(
                pods().object(pod).part("log").with("follow", true).with("container", JobObjects.CONTAINER))) {
            for (@Nullable String line = log.next(); line != null; line = log.next()) {
                if (at++ >= shown) {
                    shown = at;
                    handover.words(line).forEach(word -> progress.on(new ProgressEvent.Printed(word + "\n", false)));
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

    private ApiPath pods() {
        return ApiPath.of("v1", cluster.namespace(), "pods");
    }
}
