package dev.fairlead.script.io;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.failure.TimedOut;
import dev.fairlead.progress.ProgressEvent;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a {@link ShellLine}: the process, the threads that read it, and what is told of it. */
final class RunningLine {
    private static final int TAIL = 20;
    private static final Duration FOR_EVER = Duration.ofDays(3_650);

    private final ShellLine line;
    private final long began = System.nanoTime();
    private final String task = "sh " + began;
    private final Deque<String> tail = new ArrayDeque<>();

    RunningLine(ShellLine line) {
        this.line = line;
    }

    ProgramResult toItsEnd() {
        line.progress().on(new ProgressEvent.Started(task, line.shown()));
        boolean well = false;
        Process process = started();
        StreamedText out = new StreamedText(process.getInputStream(), this::printed);
        StreamedText err = new StreamedText(process.getErrorStream(), this::printed);
        try {
            feed(process);
            int code = ended(process, out, err);
            well = code == 0;
            return new ProgramResult(line.shown(), code, out.text(), err.text(), took());
        } finally {
            line.progress().on(new ProgressEvent.Finished(task, line.shown(), well, took()));
        }
    }

    /** The last lines that it printed on either stream, masked. */
    List<String> tail() {
        synchronized (tail) {
            return List.copyOf(tail);
        }
    }

    private Process started() {
        ProcessBuilder builder =
                new ProcessBuilder(line.words()).directory(line.directory().toFile());
        if (line.input().isEmpty()) {
            builder.redirectInput(new File("/dev/null"));
        }
        builder.environment().clear();
        builder.environment().putAll(line.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED, "cannot run sh in " + line.directory() + ": " + SystemFailures.why(e), e);
        }
    }

    /** A program that does not read all of it is not wrong. */
    private void feed(Process process) {
        if (line.input().isEmpty()) {
            return;
        }
        Thread feeder = new Thread(
                () -> {
                    try (OutputStream stdin = process.getOutputStream()) {
                        stdin.write(line.input().getBytes(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        System.getLogger(RunningLine.class.getName())
                                .log(System.Logger.Level.DEBUG, "the input was not read", e);
                    }
                },
                task + " input");
        feeder.setDaemon(true);
        feeder.start();
    }

    private int ended(Process process, StreamedText out, StreamedText err) {
        try {
            Duration limit = line.limit().orElse(FOR_EVER);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                new ProcessTree(process).end();
                throw new TimedOut(new OpsException(
                                FailureKind.TIMEOUT,
                                line.shown() + " did not end within " + limit.toMillis() / 1000.0
                                        + " s and was stopped")
                        .details(tail()));
            }
            out.await();
            err.await();
            return process.exitValue();
        } catch (InterruptedException e) {
            new ProcessTree(process).end();
            Thread.currentThread().interrupt();
            throw new Cancelled("stopped " + line.shown());
        }
    }

    private void printed(String text) {
        String masked = line.secrets().masked(text);
        synchronized (tail) {
            tail.addLast(masked);
            if (tail.size() > TAIL) {
                tail.removeFirst();
            }
        }
        line.progress().on(new ProgressEvent.Output(task, masked));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
