package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.RolloutsFailed;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What crashes a while after its start is not called current, and what starts slowly is not called failed. */
@NeedsCluster
@Tag("eventful")
final class CrashSeriesContractTest {
    private static final WaitRules RULES = WaitRules.DEFAULT.restarts(1).withLimit(Duration.ofMinutes(4));

    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeWorkloads() {
        namespace = new ScratchNamespace("series");
        make("updated", "sleep 3600", "");
        make("crash-6", "sleep 6; exit 3", "");
        make("crash-13", "sleep 13; exit 3", "");
        make(
                "killed",
                "sleep 3600",
                "livenessProbe: {exec: {command: ['false']}, initialDelaySeconds: 8, periodSeconds: 3, failureThreshold: 1}");
        make(
                "slow",
                "sleep 45; touch /tmp/up; sleep 3600",
                "readinessProbe: {exec: {command: [test, -f, /tmp/up]}, periodSeconds: 1}");
        make("good", "sleep 3600", "");
        ScratchNamespace.await(() -> namespace
                        .get("deployments", "updated")
                        .at("/status/availableReplicas")
                        .asInt()
                == 1);
        namespace.patch("deployments", "updated", """
                spec: {template: {spec: {containers: [{name: app, command: [sh, -c, 'sleep 9; exit 3']}]}}}
                """);
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void onlyWhatStaysUpIsCurrent() {
        List<String> names = List.of("updated", "crash-6", "crash-13", "killed", "slow", "good");
        StatusRequest request = new StatusRequest(
                ClusterScope.CURRENT.inNamespace(namespace.name),
                names.stream().map(WorkloadRef::deployment).toList(),
                "",
                false,
                List.of(),
                false,
                false,
                RULES);
        RolloutsFailed failed =
                assertThrows(RolloutsFailed.class, () -> namespace.rollouts.statuses(request, ProgressListener.SILENT));
        Map<String, RolloutStatus> statuses =
                failed.statuses().stream().collect(Collectors.toMap(RolloutStatus::workload, status -> status));
        Map<String, String> states = new TreeMap<>();
        statuses.forEach((workload, status) ->
                states.put(workload.replace("deployment/", ""), status.state().toString()));
        Map<String, String> expected = new TreeMap<>(Map.of("slow", "current", "good", "current"));
        List.of("updated", "crash-6", "crash-13", "killed").forEach(name -> expected.put(name, "failed"));
        assertEquals(expected, states, statuses::toString);
        String seen = statuses.get("deployment/good").message();
        assertTrue(seen.endsWith("; app has no readiness probe; ran 15s"), seen);
    }

    private static void make(String name, String command, String probe) {
        namespace.create("deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      dnsPolicy: Default
                      containers:
                      - name: app
                        image: %2$s/library/busybox:1.35
                        command: [sh, -c, '%3$s']
                        %4$s
                """.formatted(name, RealParts.registry(), command, probe));
    }
}
