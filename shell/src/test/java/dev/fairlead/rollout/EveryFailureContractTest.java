package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.ServerVersion;
import dev.fairlead.Shell;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Every reason that the real cluster produces, followed and diagnosed, all at once: what waits for a tolerance waits
 * while others are asked. The files under {@code broken} say what is to be told.
 */
@NeedsCluster
@DependsOnServerVersion
@Isolated
@Tag("eventful")
final class EveryFailureContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> READING = List.of("cluster get ", "cluster logs ", "image tags ");

    @TempDir
    private static Path home;

    private static BrokenWorkloads broken;
    private static Shell shell;
    private static ExecutorService threads;
    private static final Map<String, CompletableFuture<Told>> told = new HashMap<>();

    /** What the two lines about a workload printed. */
    private record Told(Shell.Ran followed, Shell.Ran diagnosed) {}

    @BeforeAll
    static void breakEverything() {
        ServerVersion.assumeRecorded();
        broken = new BrokenWorkloads();
        shell = new Shell(home, RealParts.environment());
        threads = Executors.newCachedThreadPool();
        broken.prepare();
        for (BrokenWorkload one : broken.all) {
            broken.make(one);
            told.put(one.name(), CompletableFuture.supplyAsync(() -> tell(one), threads));
        }
    }

    @AfterAll
    static void cleanUp() {
        if (broken != null) {
            threads.shutdownNow();
            shell.close();
            broken.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> whoFollowsIsToldTheReasonItsEvidenceAndALineToTypeNext() {
        return broken.all.stream().map(one -> DynamicTest.dynamicTest(one.about(), () -> checkFollowed(one)));
    }

    @TestFactory
    Stream<DynamicTest> whoDiagnosesIsToldTheSameAndWhatOtherLayersSay() {
        return broken.all.stream().map(one -> DynamicTest.dynamicTest(one.about(), () -> checkDiagnosed(one)));
    }

    /** Followed to its end, and diagnosed then. */
    private static Told tell(BrokenWorkload one) {
        Shell.Ran followed = shell.run(line("status", one, one.options()));
        return new Told(followed, diagnosed(one));
    }

    private static void checkFollowed(BrokenWorkload one) {
        Shell.Ran ran = told.get(one.name()).join().followed();
        String said = ran.err();
        assertEquals(one.followed(), ran.exitCode(), said);
        String error = said.lines()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .orElse("");
        assertTrue(error.startsWith("error: " + one.workload() + " is not current"), said);
        assertTrue(said.contains(one.says()), said);
        assertTrue(said.contains(one.event()), said);
        assertTrue(one.log().isEmpty() || said.contains("  " + one.log()), said);
        assertTrue(said.contains(one.finding()), said);
        assertPaste(one, hints(said), said);
    }

    private static void checkDiagnosed(BrokenWorkload one) throws IOException {
        Shell.Ran ran = told.get(one.name()).join().diagnosed();
        assertEquals(one.diagnosed(), ran.exitCode(), ran.out() + ran.err());
        JsonNode diagnosis = new ObjectMapper().readTree(ran.out());
        JsonNode verdict = diagnosis.path("verdicts").path(0);
        assertEquals(one.family().toString(), verdict.path("family").asText(), ran.out());
        assertTrue(verdict.path("reason").asText().contains(one.reason()), ran.out());
        assertTrue(verdict.path("message").asText().contains(one.says()), ran.out());
        assertTrue(verdict.path("event").asText().contains(one.event()), ran.out());
        assertTrue(verdict.path("log").toString().contains(one.log()), ran.out());
        assertTrue(texts(diagnosis.path("findings")).contains(one.finding()), ran.out());
        List<String> next = new ArrayList<>();
        diagnosis.path("next").forEach(line -> next.add(line.asText()));
        assertPaste(one, next, ran.out());
        String error = ran.err()
                .lines()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .orElse("");
        assertTrue(one.diagnosed() == 0 || error.contains(one.says()), ran.err());
    }

    /** All of them are commands; the one that is wanted is among them, and does what it promises where it only reads. */
    private static void assertPaste(BrokenWorkload one, List<String> lines, String said) {
        lines.forEach(line -> shell.wiring().commands().parse(LineParser.words(line)));
        String next = lines.stream().filter(one::isNext).findFirst().orElse("");
        assertFalse(next.isEmpty(), said);
        if (READING.stream().anyMatch(next::startsWith)) {
            Shell.Ran pasted = shell.run(next);
            assertEquals(one.pasted(), pasted.exitCode(), next + "\n" + pasted.err());
        }
    }

    private static String texts(JsonNode findings) {
        List<String> texts = new ArrayList<>();
        findings.forEach(finding -> texts.add(finding.path("message").asText()));
        return String.join("\n", texts);
    }

    /** The lines behind {@code hint: } and those below it. */
    private static List<String> hints(String said) {
        int begin = said.lastIndexOf("hint: ");
        return begin < 0
                ? List.of()
                : said.substring(begin)
                        .lines()
                        .map(line -> line.replaceFirst("^hint: ", "").strip())
                        .toList();
    }

    /** Asks until the answer is the wanted one: between two crashes there is a moment of hope. */
    private static Shell.Ran diagnosed(BrokenWorkload one) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String line = line("diagnose", one, "-o json");
        while (true) {
            Shell.Ran ran = shell.run(line);
            boolean said = (ran.out() + ran.err()).replace("\\\"", "\"").contains(one.says());
            if (said && ran.exitCode() == one.diagnosed()) {
                return ran;
            }
            if (System.nanoTime() > end || ran.exitCode() == FailureKind.USAGE.exitCode()) {
                // What it says then is what the test is told.
                return ran;
            }
            LockSupport.parkNanos(500_000_000L);
        }
    }

    private static String line(String verb, BrokenWorkload one, String options) {
        String where = " -n " + broken.namespace.name + " ";
        return "rollout " + verb + " " + one.workload() + where + options;
    }
}
