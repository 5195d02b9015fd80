package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What new pods log while their rollout is followed. */
@NeedsCluster
final class LogsContractTest {
    private static final WaitRules RULES =
            ScratchNamespace.RULES.withLimit(Duration.ofMinutes(2)).withLogs();

    private static ScratchNamespace namespace;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("logs");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void initContainersAndEveryRunOfACrashingContainerAreToldOnce() {
        create("crash", """
                initContainers: [{name: migrate, image: BUSYBOX, command: [echo, migrating]}]
                containers:
                - {name: app, image: BUSYBOX, command: [sh, -c, 'echo run of $(cat /proc/sys/kernel/random/uuid); exit 3'],
                   readinessProbe: {exec: {command: ['false']}}}
                """);
        RolloutFailed failed = assertThrows(RolloutFailed.class, () -> follow("crash"));

        assertEquals(Family.CRASH, failed.verdict().family());
        assertEquals(1, lines("/migrate] migrating").size(), lines::toString);
        List<String> runs = lines("/app] run of");
        // The last run decides it, and a verdict does not wait for its log; its end stands in the failure.
        assertTrue(runs.size() >= 2, lines::toString);
        assertEquals(runs.size(), runs.stream().distinct().count(), lines::toString);
        assertTrue(failed.details().toString().contains("run of"), failed.details()::toString);
        assertTrue(runs.get(0).startsWith("[crash-"), runs::toString);
        noThreadIsLeft();
    }

    @Test
    void onlyTheNewestRevisionIsToldAndAFloodHoldsUpNothing() {
        create("flood", "containers: [{name: app, image: BUSYBOX, command: [sh, -c, 'echo old; sleep 3600']}]");
        assertEquals(State.CURRENT, follow("flood").state());
        assertEquals(1, lines("] old").size());
        lines.clear();
        namespace.patch("deployments", "flood", """
                spec: {minReadySeconds: 8, template: {spec: {containers: [{name: app, command: [sh, -c, 'i=0; while true; do i=$((i+1));
                  echo "line $i"; [ $((i % 50)) = 0 ] && sleep 0.1; done']}]}}}
                """);
        long start = System.nanoTime();
        assertEquals(State.CURRENT, follow("flood").state());

        assertTrue(lines.size() > 200, () -> lines.size() + " lines");
        assertEquals(lines.size(), lines.stream().distinct().count());
        assertTrue(lines("] old").isEmpty());
        assertTrue(System.nanoTime() - start < Duration.ofMinutes(1).toNanos());
        noThreadIsLeft();
    }

    @Test
    void aCancelledWaitLeavesNothingBehind() throws InterruptedException {
        create("slow", """
                containers:
                - {name: app, image: BUSYBOX, command: [sh, -c, 'while true; do echo still; sleep 0.1; done'],
                   readinessProbe: {exec: {command: ['false']}}}
                """);
        CompletableFuture<Cancelled> cancelled = new CompletableFuture<>();
        Thread follower = new Thread(() -> {
            try {
                follow("slow");
            } catch (Cancelled e) {
                cancelled.complete(e);
            }
        });
        follower.start();
        ScratchNamespace.await(() -> lines("/app] still").size() > 3);
        follower.interrupt();

        assertTrue(cancelled.join().hints().contains("rollout status deployment/slow -n " + namespace.name));
        follower.join();
        int told = lines.size();
        noThreadIsLeft();
        assertEquals(told, lines.size());
    }

    private RolloutStatus follow(String name) {
        return namespace.rollouts.status(ClusterScope.CURRENT, WorkloadRef.deployment(name), RULES, event -> {
            if (event instanceof ProgressEvent.Output output) {
                lines.add(output.line());
            }
        });
    }

    private List<String> lines(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    private static void noThreadIsLeft() {
        ScratchNamespace.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("log of ")
                        || thread.getName().startsWith("watch /")));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private static void create(String name, String podSpec) {
        namespace.create(
                "deployments",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: NAME}
                spec:
                  strategy: {type: Recreate}
                  selector: {matchLabels: {app: NAME}}
                  template:
                    metadata: {labels: {app: NAME}}
                    spec:
                      terminationGracePeriodSeconds: 0
                """.replace("NAME", name)
                        + podSpec.indent(6).replace("BUSYBOX", "'" + RealParts.registry() + "/library/busybox:1.35'"));
    }
}
