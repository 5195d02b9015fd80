package dev.fairlead.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.progress.ProgressEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveProgressTest {
    private static final String TASK = "deployment/web";

    private final StringWriter drawn = new StringWriter();

    @Test
    void logLinesScrollAboveATreeOfPods() {
        try (LiveProgress progress = progress()) {
            progress.on(pods());
            progress.on(new ProgressEvent.Output(TASK, "[web-a/app] hello\u001b[2J"));
            progress.on(new ProgressEvent.Finished(TASK, TASK, true, Duration.ofSeconds(1)));
        }
        assertTrue(drawn.toString().contains("[web-a/app] hello^[[2J\r\n"), drawn::toString);
    }

    @Test
    void outputOfATaskWithoutPodsStaysBelowIt() {
        try (LiveProgress progress = progress()) {
            progress.on(new ProgressEvent.Started("build", "build"));
            progress.on(new ProgressEvent.Output("build", "compiling"));
            progress.on(new ProgressEvent.Finished("build", "build", true, Duration.ofSeconds(1)));
        }
        assertFalse(drawn.toString().contains("compiling\r\n"), drawn::toString);
    }

    @Test
    void aFloodIsCountedAndHidesNoWarning() {
        try (LiveProgress progress = progress()) {
            progress.on(pods());
            synchronized (progress) {
                for (int i = 0; i < 10_000; i++) {
                    progress.on(new ProgressEvent.Output(TASK, "line " + i));
                }
                progress.warn("look here");
            }
        }
        long lines =
                drawn.toString().lines().filter(line -> line.contains("line ")).count();
        assertEquals(200, lines);
        assertTrue(drawn.toString().contains("… 9800 more lines"));
        assertTrue(drawn.toString().contains("warning: look here"));
    }

    @Test
    void aStepLeavesTheBlockWithTheStepsThatItWasMadeOf() {
        try (LiveProgress progress = progress()) {
            progress.on(new ProgressEvent.StepStarted("1", "", "Release", "Release", false));
            progress.on(new ProgressEvent.StepStarted("2", "1", "Push", "Release > Push", false));
            progress.on(new ProgressEvent.Within("2", new ProgressEvent.Started("t", "layer a")));
            progress.on(new ProgressEvent.StepFinished(
                    "2", "Release > Push", ProgressEvent.StepOutcome.FAILED, Duration.ofSeconds(2)));
            progress.on(new ProgressEvent.StepStarted("3", "1", "Look", "Release > Look", false));
            progress.on(new ProgressEvent.StepFinished(
                    "3", "Release > Look", ProgressEvent.StepOutcome.SKIPPED, Duration.ZERO));
            progress.on(new ProgressEvent.StepFinished(
                    "1", "Release", ProgressEvent.StepOutcome.FAILED, Duration.ofSeconds(3)));
        }
        assertTrue(
                drawn.toString().contains("✗ Release 3.0s\r\n  ✗ Push 2.0s\r\n  - Look not run\r\n"), drawn::toString);
    }

    @Test
    void theStepsThatRunAreDrawnBelowOneAnotherWithTheirTasks() throws InterruptedException {
        try (LiveProgress progress = progress()) {
            progress.on(new ProgressEvent.StepStarted("1", "", "Release", "Release", false));
            progress.on(new ProgressEvent.StepStarted("2", "1", "Push", "Release > Push", false));
            progress.on(new ProgressEvent.Within("2", new ProgressEvent.Started("t", "layer a")));
            while (!drawn.toString().contains("layer a")) {
                Thread.sleep(10);
            }
        }
        assertTrue(drawn.toString().lines().anyMatch(line -> line.contains("  · Push")), drawn::toString);
        assertTrue(drawn.toString().lines().anyMatch(line -> line.startsWith("      layer a")), drawn::toString);
    }

    private LiveProgress progress() {
        PrintWriter writer = new PrintWriter(drawn);
        return new LiveProgress(new Screen(writer, writer, true, false, () -> 80));
    }

    private static ProgressEvent.Pods pods() {
        return new ProgressEvent.Pods(
                TASK,
                "1",
                List.of(new ProgressEvent.PodRow(
                        "web-a", true, "Running", true, 0, Instant.now(), "", "web:v1", "n1")));
    }
}
