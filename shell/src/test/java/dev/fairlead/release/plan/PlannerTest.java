package dev.fairlead.release.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import dev.fairlead.release.PlanCase;
import dev.fairlead.release.record.PlanText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PlannerTest {
    @TestFactory
    Stream<DynamicTest> everyCaseIsPlannedAsItsHeaderSays() throws IOException, URISyntaxException {
        return files().stream().flatMap(PlannerTest::tests);
    }

    @Test
    void aPlanThatIsWrittenAndReadIsTheSame() throws IOException, URISyntaxException {
        int plans = 0;
        for (Path file : files()) {
            PlanCase read = PlanCase.read(file);
            for (PlanCase.Expected expected : read.header().expect()) {
                if (expected.plan() != null) {
                    Plan plan = read.plan(expected);
                    assertEquals(plan, PlanText.read(PlanText.pretty(plan), Plan.class, "the plan"), file.toString());
                    plans++;
                }
            }
        }
        assertTrue(plans > 10, () -> "too few plans to say so");
    }

    private static Stream<DynamicTest> tests(Path file) {
        PlanCase read = PlanCase.read(file);
        return read.header().expect().stream()
                .map(expected -> DynamicTest.dynamicTest(
                        file.getFileName() + ": " + read.header().about() + ", " + expected.about(),
                        file.toUri(),
                        () -> check(read, expected)));
    }

    private static void check(PlanCase read, PlanCase.Expected expected) {
        String planned;
        try {
            planned = String.join("\n", read.plan(expected).lines());
        } catch (OpsException e) {
            planned = e.kind() + ": " + e.message() + "\n" + String.join("\n", e.hints());
        }
        String wanted = expected.plan() == null ? expected.refusal() : expected.plan();
        assertEquals(String.valueOf(wanted).strip(), planned.strip());
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(PlannerTest.class.getResource("/release"))
                .toURI());
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
