package dev.fairlead.build;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of one build as events, with the last lines that each printed. Safe for several threads. */
final class Steps {
    private static final int TAIL = 20;

    private final ProgressListener listener;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private String current = "";

    Steps(ProgressListener listener) {
        this.listener = listener;
    }

    /** A step began, e.g. {@code [2/7] RUN go build}; only once counts. */
    synchronized void started(String name) {
        current = name;
        if (steps.putIfAbsent(name, new Step()) == null) {
            listener.on(new ProgressEvent.Started(name, name));
        }
    }

    synchronized void advanced(String name, String state, long done, long total) {
        listener.on(new ProgressEvent.Advanced(name, state, done, total, ProgressEvent.Unit.BYTES));
    }

    /** Text that a step printed; it may begin and end within lines. */
    synchronized void printed(String name, String text) {
        Step step = steps.computeIfAbsent(name, key -> new Step());
        step.partial.append(text);
        int end;
        while ((end = step.partial.indexOf("\n")) >= 0) {
            line(name, step, step.partial.substring(0, end));
            step.partial.delete(0, end + 1);
        }
    }

    /** A step ended; only once counts. */
    synchronized void finished(String name, boolean well, boolean cached) {
        Step step = steps.get(name);
        if (step == null || step.over) {
            return;
        }
        if (!step.partial.isEmpty()) {
            line(name, step, step.partial.toString());
        }
        step.over = true;
        listener.on(new ProgressEvent.Finished(
                name, cached ? "CACHED " + name : name, well, Duration.between(step.began, Instant.now())));
    }

    /** What cancelling leaves behind. */
    synchronized Cancelled cancelled(Path root) {
        String at = current.isEmpty() ? "" : " at " + current;
        return new Cancelled("cancelled: build of " + root + at + "; finished steps stay in the build cache");
    }

    /** The last lines that a step printed. */
    synchronized List<String> tail(String name) {
        Step step = steps.get(name);
        return step == null ? List.of() : new ArrayList<>(step.tail);
    }

    private void line(String name, Step step, String raw) {
        // A progress bar redraws its line after carriage returns; the last state is what remains of it.
        String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
        line = line.substring(line.lastIndexOf('\r') + 1);
        step.tail.addLast(line);
        if (step.tail.size() > TAIL) {
            step.tail.removeFirst();
        }
        listener.on(new ProgressEvent.Output(name, line));
    }

    private static final class Step {
        private final Instant began = Instant.now();
        private final Deque<String> tail = new ArrayDeque<>();
        private final StringBuilder partial = new StringBuilder();
        private boolean over;
    }
}
