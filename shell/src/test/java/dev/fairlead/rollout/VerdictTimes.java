package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Prints how long after the cluster's own event a followed rollout ends, and what kubectl says in the same run. */
final class VerdictTimes {
    private final ScratchNamespace namespace;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CompletableFuture<String>> lines = new ArrayList<>();

    VerdictTimes(ScratchNamespace namespace) {
        this.namespace = namespace;
    }

    /** Follows each on a thread of its own; the first two by kubectl as well. */
    void follow(List<String> workloads) {
        workloads.forEach(workload -> lines.add(CompletableFuture.supplyAsync(() -> followed(workload), threads)));
        workloads.stream()
                .limit(2)
                .forEach(workload -> lines.add(CompletableFuture.supplyAsync(() -> byKubectl(workload), threads)));
    }

    void print() {
        lines.forEach(line -> System.out.println(line.join()));
        threads.shutdown();
    }

    private String followed(String workload) {
        AtomicReference<Instant> verdict = new AtomicReference<>(Instant.MAX);
        try {
            namespace.rollouts.status(
                    ClusterScope.namespace(namespace.name),
                    WorkloadRef.parse(workload),
                    WaitRules.DEFAULT.withLimit(Duration.ofMinutes(2)),
                    event -> {
                        if (event instanceof ProgressEvent.Finished) {
                            verdict.set(Instant.now());
                        }
                    });
            return workload + ": current";
        } catch (RolloutFailed e) {
            Instant told = Instant.now();
            String after = event(workload, verdict.get())
                    .map(at ->
                            "verdict " + seconds(at, verdict.get()) + " after the cluster's event (whole seconds), all"
                                    + " told " + seconds(verdict.get(), told) + " later")
                    .orElse("no event");
            return workload + ": " + e.message() + " - " + after;
        }
    }

    private static String seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0 + " s";
    }

    /** When the API server got the newest warning about the workload's objects: nodes send them seconds late. */
    private Optional<Instant> event(String workload, Instant before) {
        String name = workload.substring(workload.indexOf('/') + 1);
        List<Instant> times = new ArrayList<>();
        for (JsonNode event : namespace
                .client()
                .get("/api/v1/namespaces/" + namespace.name + "/events")
                .path("items")) {
            String about = event.path("involvedObject").path("name").asText();
            if ((about.equals(name) || about.startsWith(name + "-"))
                    && event.path("type").asText().equals("Warning")) {
                times.add(Instant.parse(
                        event.path("metadata").path("creationTimestamp").asText()));
            }
        }
        return times.stream().filter(at -> at.isBefore(before)).max(Instant::compareTo);
    }

    private String byKubectl(String workload) {
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(
                            "kubectl", "-n", namespace.name, "rollout", "status", workload, "--timeout=20s")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return "kubectl rollout status " + workload + ": exit code " + code + " after "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s: "
                    + said.strip().replace("\n", " / ");
        } catch (IOException e) {
            return "skipped kubectl: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "skipped kubectl: interrupted";
        }
    }
}
