package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.progress.ProgressEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class BuildkitProgressTest {
    private final List<ProgressEvent> events = new ArrayList<>();
    private final Steps steps = new Steps(events::add);
    private final BuildkitProgress progress = new BuildkitProgress(steps);

    @Test
    void aRecordedBuildBecomesStepsWithTheirOutput() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("failed-step.ndjson")),
                StandardCharsets.UTF_8))) {
            lines.lines().forEach(progress::line);
        }
        List<String> told = events.stream()
                .filter(e -> !(e instanceof ProgressEvent.Advanced))
                .map(BuildkitProgressTest::told)
                .filter(text -> !text.contains("metadata") && !text.contains("context"))
                .toList();
        assertEquals(
                List.of(
                        "started [1/4] FROM docker.io/library/busybox:1.35",
                        "ended CACHED [1/4] FROM docker.io/library/busybox:1.35",
                        "started [2/4] RUN echo one; echo two; sleep 1",
                        "  one",
                        "  two",
                        "ended [2/4] RUN echo one; echo two; sleep 1",
                        "started [3/4] COPY x /x",
                        "ended [3/4] COPY x /x",
                        "started [4/4] RUN echo bad; exit 3",
                        "  bad",
                        "failed [4/4] RUN echo bad; exit 3"),
                told);
        assertEquals("[4/4] RUN echo bad; exit 3", progress.failedStep());
        assertTrue(progress.error().endsWith("exit code: 3"), progress.error());
        assertEquals(List.of("bad"), steps.tail(progress.failedStep()));
    }

    @Test
    void plainWordsAreTheErrorWhereNoStepFailed() {
        progress.line("ERROR: failed to build: unable to prepare context");
        assertEquals("failed to build: unable to prepare context", progress.error());
        assertEquals("", progress.failedStep());
    }

    private static String told(ProgressEvent event) {
        if (event instanceof ProgressEvent.Started started) {
            return "started " + started.title();
        }
        if (event instanceof ProgressEvent.Finished finished) {
            return (finished.well() ? "ended " : "failed ") + finished.title();
        }
        return event instanceof ProgressEvent.Output output ? "  " + output.line() : event.toString();
    }
}
