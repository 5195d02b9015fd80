package dev.fairlead.rollout.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.rollout.judge.JudgeCase.Expected;
import dev.fairlead.rollout.judge.JudgeCase.Said;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class JudgeTest {
    @TestFactory
    Stream<DynamicTest> everyCaseIsJudgedAsItsHeaderSays() throws IOException, URISyntaxException {
        return files().stream().flatMap(JudgeTest::tests);
    }

    static List<Path> files() throws IOException, URISyntaxException {
        Path directory = Path.of(
                Objects.requireNonNull(JudgeTest.class.getResource("/judge")).toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<DynamicTest> tests(Path file) {
        JudgeCase read = JudgeCase.read(file);
        return read.header().expect().stream()
                .map(expected -> DynamicTest.dynamicTest(
                        file.getFileName() + ": " + read.header().about() + " (" + expected.at() + ")",
                        file.toUri(),
                        () -> check(expected, judge(read, expected))));
    }

    static RolloutStatus judge(JudgeCase read, Expected expected) {
        Tolerances tolerances = Tolerances.DEFAULT;
        if (expected.restarts() != null) {
            tolerances = tolerances.withRestarts(expected.restarts());
        }
        if (expected.stable() != null) {
            tolerances = tolerances.withStable(Duration.ofSeconds(expected.stable()));
        }
        if (expected.unready() != null) {
            tolerances = tolerances.withReadiness(Duration.ofSeconds(expected.unready()));
        }
        return Judge.judge(read.snapshot(expected), tolerances);
    }

    private static void check(Expected expected, RolloutStatus status) {
        assertEquals(expected.state(), status.state().toString(), () -> shown(status));
        if (expected.says() != null) {
            assertTrue(status.message().contains(expected.says()), () -> shown(status));
        }
        if (expected.whole() != null) {
            assertEquals(expected.whole(), status.message());
        }
        status.verdicts().forEach(JudgeTest::checkWords);
        if (expected.revision() != null) {
            assertEquals(expected.revision(), status.revision());
        }
        if (expected.replicas() != null) {
            JudgeCase.Counts c = expected.replicas();
            assertEquals(new Replicas(c.desired(), c.updated(), c.ready(), c.available(), c.old()), status.replicas());
        }
        if (expected.reasons() != null) {
            assertEquals(
                    expected.reasons(),
                    status.pods().stream().map(RolloutStatus.PodLine::reason).toList());
        }
        if (expected.verdicts() != null) {
            assertEquals(
                    expected.verdicts().stream().map(Said::message).toList(),
                    status.verdicts().stream().map(Verdict::message).toList());
            for (int i = 0; i < expected.verdicts().size(); i++) {
                check(expected.verdicts().get(i), status.verdicts().get(i));
            }
        }
    }

    /** Whatever the cluster leaves out, no part of a sentence is empty. */
    private static void checkWords(Verdict verdict) {
        String words = verdict.reason() + "\n" + verdict.message() + "\n" + verdict.event();
        assertFalse(words.matches("(?s).*\\bnulls?\\b.*"), words);
        assertFalse(verdict.reason().isBlank(), words);
        assertFalse(verdict.message().isBlank(), words);
        assertFalse(verdict.message().matches("(?s).*(?::|: |\\(\\))$"), words);
    }

    private static void check(Said said, Verdict verdict) {
        assertEquals(said.family(), verdict.family().toString());
        assertEquals(said.reason(), verdict.reason());
        assertEquals(said.fatal(), verdict.fatal(), verdict.message());
        if (said.container() != null) {
            assertEquals(said.container(), verdict.container());
        }
        if (said.pods() != null) {
            assertEquals(said.pods(), verdict.pods().size());
        }
        if (said.event() != null) {
            assertTrue(verdict.event().contains(said.event()), verdict.event());
        }
        if (said.next() != null) {
            assertEquals(said.next(), verdict.next());
        }
    }

    private static String shown(RolloutStatus status) {
        return status.message() + " " + status.verdicts();
    }
}
