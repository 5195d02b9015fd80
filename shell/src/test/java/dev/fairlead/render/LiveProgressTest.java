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
