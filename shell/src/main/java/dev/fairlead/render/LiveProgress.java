package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A block of running tasks at the bottom, redrawn in place at most five times a second by one thread; what is over
 * scrolls away above it. Lines do not wrap while the block is drawn, so that its height is always known.
 */
final class LiveProgress implements ProgressRenderer {
    private static final long FRAME_MILLIS = 200;
    private static final int MOST_TASKS = 12;
    private static final int OUTPUT_LINES = 5;
    private static final int BAR = 24;

    private final Screen screen;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<String> above = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private final Thread painter;
    private int drawn;
    private boolean closed;
    private boolean changed;

    LiveProgress(Screen screen) {
        this.screen = screen;
        this.painter = new Thread(this::paint, "progress");
        painter.setDaemon(true);
        painter.start();
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        changed = true;
        if (event instanceof ProgressEvent.Started started) {
            task(started.task()).title = started.title();
        } else if (event instanceof ProgressEvent.Advanced advanced) {
            task(advanced.task()).advanced = advanced;
        } else if (event instanceof ProgressEvent.Output output) {
            task(output.task()).output(output.line());
        } else if (event instanceof ProgressEvent.Finished finished) {
            finished(finished);
        } else if (event instanceof ProgressEvent.Note note) {
            above.add(Printable.line(note.text()));
        } else if (event instanceof ProgressEvent.Warning warning) {
            above.add(Style.WARN.on("warning: ", screen.colour()) + Printable.line(warning.text()));
        } else if (event instanceof ProgressEvent.Printed text) {
            printed.append(text.raw() ? text.text() : Printable.block(text.text()));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            painter.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            tasks.clear();
            draw();
            screen.out().print(printed);
            screen.out().flush();
        }
    }

    private void finished(ProgressEvent.Finished finished) {
        tasks.remove(finished.task());
        String mark = finished.well() ? Style.GOOD.on("✓", screen.colour()) : Style.BAD.on("✗", screen.colour());
        above.add(mark + " " + Printable.line(finished.title()) + " "
                + Style.DIM.on(Shown.duration(finished.took()), screen.colour()));
    }

    private Task task(String id) {
        return tasks.computeIfAbsent(id, Task::new);
    }

    private synchronized void paint() {
        while (!closed) {
            if (changed || !tasks.isEmpty()) {
                draw();
            }
            try {
                wait(FRAME_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void draw() {
        changed = false;
        PrintWriter err = screen.err();
        err.print("\u001b[?7l");
        if (drawn > 0) {
            err.print("\r\u001b[" + drawn + "A\u001b[J");
        }
        err.print("\u001b[?7h");
        above.forEach(line -> err.print(line + "\r\n"));
        above.clear();
        printLines(err);
        err.print("\u001b[?7l");
        List<String> block = block();
        block.forEach(line -> err.print(line + "\r\n"));
        drawn = block.size();
        err.print("\u001b[?7h");
        err.flush();
    }

    /** The block below begins on a line of its own, so what is printed waits for the end of its line. */
    private void printLines(PrintWriter err) {
        int end = printed.lastIndexOf("\n") + 1;
        if (end > 0) {
            err.flush();
            screen.out().print(printed.substring(0, end));
            screen.out().flush();
            printed.delete(0, end);
        }
    }

    private List<String> block() {
        List<String> lines = new ArrayList<>();
        int shown = 0;
        for (Task task : tasks.values()) {
            if (shown++ == MOST_TASKS) {
                lines.add("  … " + (tasks.size() - MOST_TASKS) + " more");
                break;
            }
            lines.addAll(task.lines());
        }
        return lines;
    }

    private final class Task {
        private final String id;
        private final long began = System.nanoTime();
        private final Deque<String> output = new ArrayDeque<>();
        private String title = "";
        private ProgressEvent.Advanced advanced = new ProgressEvent.Advanced("", "", 0, 0, ProgressEvent.Unit.COUNT);

        Task(String id) {
            this.id = id;
        }

        void output(String line) {
            output.addLast(Printable.line(line));
            if (output.size() > OUTPUT_LINES) {
                output.removeFirst();
            }
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            String name = title.isEmpty() ? id : title;
            String state = advanced.state().isEmpty() ? "" : ": " + advanced.state();
            lines.add("  " + Printable.line(name + state) + bar() + " "
                    + Style.DIM.on(Shown.duration(Duration.ofNanos(System.nanoTime() - began)), screen.colour()));
            output.forEach(line -> lines.add("    " + Style.DIM.on(line, screen.colour())));
            return lines;
        }

        private String bar() {
            if (advanced.total() <= 0) {
                return "";
            }
            long done = Math.min(advanced.done(), advanced.total());
            int full = (int) (BAR * done / advanced.total());
            String counted = advanced.unit() == ProgressEvent.Unit.BYTES
                    ? Shown.size(done) + "/" + Shown.size(advanced.total())
                    : done + "/" + advanced.total();
            return " [" + "█".repeat(full) + "·".repeat(BAR - full) + "] " + counted;
        }
    }
}
