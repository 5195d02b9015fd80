package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.rollout.judge.Family;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every reason that the real cluster produces, all at once: what waits for a tolerance waits while others are asked. */
@NeedsCluster
final class DiagnoseContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    private static Path home;

    private static BrokenWorkloads broken;
    private static Shell shell;
    private static VerdictTimes times;

    /** @param finding a piece of what another layer says; empty where none is asked */
    private record Case(String workload, Family family, String reason, String finding) {}

    private static final List<Case> CASES = List.of(
            new Case("deployment/bad-tag", Family.IMAGE, "no such tag", "has no 1.53 of library/busybox; it has 1.35"),
            new Case("deployment/private", Family.IMAGE, "access denied", "the pods name no imagePullSecret"),
            new Case("deployment/wrong-secret", Family.IMAGE, "access denied", "the registry refuses it"),
            new Case(
                    "deployment/no-map",
                    Family.CONFIG,
                    "configmap \"setings\" not found",
                    "there is settings; wanted by container app (env URL)"),
            new Case("deployment/no-secret", Family.CONFIG, "secret \"login\" not found", "container app (envFrom)"),
            new Case("deployment/no-key", Family.CONFIG, "find key db-ulr", "has no key db-ulr; there is db-url"),
            new Case("deployment/no-command", Family.START, "command not found", ""),
            new Case("job/task", Family.JOB, "BackoffLimitExceeded", ""),
            new Case("deployment/no-account", Family.ADMISSION, "missing ServiceAccount", "no service account robot"),
            new Case("deployment/quota", Family.ADMISSION, "quota", "allows 0 pods: 0 used, a new pod asks for 1"),
            new Case("deployment/limit-range", Family.ADMISSION, "LimitRange", "limitrange/small"),
            new Case("deployment/exit", Family.CRASH, "exit code 3", ""),
            new Case("deployment/memory", Family.CRASH, "out of memory", ""),
            new Case("deployment/init", Family.CRASH, "exit code 4", ""),
            new Case("deployment/liveness", Family.PROBE, "liveness", ""),
            new Case("deployment/readiness", Family.PROBE, "readiness", ""),
            new Case("statefulset/stuck", Family.STUCK, "old pods do not go", ""),
            new Case("deployment/cpu", Family.SCHEDULING, "cpu", "cpu: each pod asks for 500"),
            new Case("deployment/tainted", Family.SCHEDULING, "taint", "the pods have no toleration for it"),
            new Case("deployment/volume", Family.VOLUME, "claim not bound", "there is no storage class fast"));

    @BeforeAll
    static void breakEverything() {
        broken = new BrokenWorkloads();
        shell = new Shell(home, RealParts.environment());
        times = new VerdictTimes(broken.namespace);
        broken.create();
        times.follow(List.of("deployment/bad-tag", "deployment/no-map", "deployment/quota", "job/task"));
    }

    @AfterAll
    static void cleanUp() {
        times.print();
        shell.close();
        broken.close();
    }

    @TestFactory
    Stream<DynamicTest> everyReasonIsToldWithItsExitCodeAndALineToTypeNext() {
        return CASES.stream().map(wanted -> DynamicTest.dynamicTest(wanted.workload(), () -> check(wanted)));
    }

    @Test
    void aHealthyWorkloadHasNoVerdictAndItsWarningsAreListed() throws IOException {
        Shell.Ran ran = diagnosed("deployment/well", 0, "current");
        JsonNode diagnosis = new ObjectMapper().readTree(ran.out());

        assertEquals(0, diagnosis.path("verdicts").size(), ran.out());
        String warnings = diagnosis.path("warnings").toString();
        assertTrue(warnings.contains("sends port 80 to the port named web, which no container has"), warnings);
        assertTrue(warnings.contains("wants the ingress class nowhere, which does not exist"), warnings);
        assertTrue(warnings.contains("wants the TLS secret cert, which does not exist"), warnings);
        assertTrue(warnings.contains("sends to port 81 of service/well, which has 80"), warnings);
        assertTrue(shell.run(line("deployment/well", "")).out().contains("warning      service/well"));
    }

    private static void check(Case wanted) throws IOException {
        Shell.Ran ran = diagnosed(wanted.workload(), wanted.family().kind().exitCode(), wanted.reason());
        JsonNode diagnosis = new ObjectMapper().readTree(ran.out());
        JsonNode verdict = diagnosis.path("verdicts").path(0);
        assertEquals(wanted.family().toString(), verdict.path("family").asText(), ran.out());
        assertTrue(verdict.path("reason").asText().contains(wanted.reason()), ran.out());
        if (!wanted.finding().isEmpty()) {
            assertTrue(diagnosis.path("findings").toString().contains(wanted.finding()), ran.out());
        }
        assertFalse(diagnosis.path("next").isEmpty(), ran.out());
        for (JsonNode next : diagnosis.path("next")) {
            shell.wiring().commands().parse(LineParser.words(next.asText()));
        }
        if (List.of(Family.CRASH, Family.JOB).contains(wanted.family())
                && !wanted.reason().equals("out of memory")) {
            assertTrue(verdict.path("log").toString().contains("FATAL"), ran.out());
        }
    }

    /** Asks until the answer is the wanted one: some reasons need two restarts, or a tolerance to pass. */
    private static Shell.Ran diagnosed(String workload, int exitCode, String says) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Shell.Ran ran = shell.run(line(workload, " -o json"));
            if (ran.exitCode() == exitCode && ran.out().replace("\\\"", "\"").contains(says)) {
                return ran;
            }
            if (System.nanoTime() > end || ran.exitCode() == FailureKind.USAGE.exitCode()) {
                throw new AssertionError(
                        "exit code " + ran.exitCode() + " and not " + exitCode + "\n" + ran.out() + ran.err());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(500_000_000L);
        }
    }

    private static String line(String workload, String options) {
        return "rollout diagnose " + workload + " -n " + broken.namespace.name + options;
    }
}
