package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A block of running tasks at the bottom, redrawn in place at most five times a second by one thread; what is over
 * scrolls away above it. The block's lines are cut to the screen, so that its height is always known.
 */
final class LiveProgress implements ProgressRenderer {
    private static final long FRAME_MILLIS = 200;
    private static final int MOST_LINES = 20;
    private static final int MOST_NARROW = 20;
    private static final int OUTPUT_LINES = 5;
    private static final int BAR = 24;
    private static final int BAR_FROM = 60;
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String TO_THE_END = "\u001b[J";

    private final Screen screen;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final List<String> above = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private final Thread painter;
    private List<BlockLine> drawn = List.of();
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
        } else if (event instanceof ProgressEvent.Pods pods) {
            task(pods.task()).pods = pods;
        } else if (event instanceof ProgressEvent.Output output) {
            output(output);
        } else if (event instanceof ProgressEvent.Finished finished) {
            finished(finished);
        } else if (event instanceof ProgressEvent.Note note) {
            above.add(Printable.line(note.text()));
        } else if (event instanceof ProgressEvent.Warning warning) {
            above.add(Style.WARN.on("warning: ", screen.colour()) + Printable.line(warning.text()));
        } else if (event instanceof ProgressEvent.Printed text) {
            printed.append(text.raw() ? Printable.coloured(text.text()) : Printable.block(text.text()));
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

    /** A tree of pods takes the room that output has below its task. */
    private void output(ProgressEvent.Output output) {
        Task task = task(output.task());
        if (task.pods == null) {
            task.output(output.line());
        } else {
            above.add(Style.DIM.on(Printable.line(output.line()), screen.colour()));
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

    /** One write per frame: lines are written over what they replace, so that nothing flickers. */
    private void draw() {
        changed = false;
        int width = Math.max(MOST_NARROW, screen.width().getAsInt());
        List<BlockLine> block = block(width - 1);
        String lines = printedLines();
        if (drawn.isEmpty() && block.isEmpty() && above.isEmpty() && lines.isEmpty()) {
            return;
        }
        StringBuilder frame = new StringBuilder(NO_WRAP);
        int rows = drawn.stream().mapToInt(line -> line.rows(width)).sum();
        if (rows > 0) {
            frame.append("\r\u001b[").append(rows).append('A');
        }
        if (!above.isEmpty() || !lines.isEmpty()) {
            frame.append(TO_THE_END).append(WRAP);
            above.forEach(line -> frame.append(line).append("\r\n"));
            above.clear();
            print(frame, lines);
            frame.append(NO_WRAP);
        }
        block.forEach(line -> frame.append(line.shown(screen.colour())).append("\u001b[K\r\n"));
        frame.append(TO_THE_END).append(WRAP);
        drawn = block;
        screen.err().print(frame);
        screen.err().flush();
    }

    /** The block below begins on a line of its own, so what is printed waits for the end of its line. */
    private String printedLines() {
        int end = printed.lastIndexOf("\n") + 1;
        String lines = printed.substring(0, end);
        printed.delete(0, end);
        return lines;
    }

    /** Results go to another stream than the frame, which must be there before them. */
    private void print(StringBuilder frame, String lines) {
        if (!lines.isEmpty()) {
            screen.err().print(frame);
            screen.err().flush();
            frame.setLength(0);
            screen.out().print(lines);
            screen.out().flush();
        }
    }

    private List<BlockLine> block(int width) {
        int most = Math.max(1, Math.min(MOST_LINES, screen.height().getAsInt() - 2));
        List<BlockLine> lines = new ArrayList<>();
        int titles = tasks.size();
        for (Task task : tasks.values()) {
            int left = most - lines.size();
            if (left <= 1 && titles > 1) {
                lines.add(BlockLine.of("  … " + titles + " more", "", width));
                break;
            }
            // Every further task wants its line; what is left is for output.
            lines.addAll(task.lines(width, Math.max(0, left - titles)));
            titles--;
        }
        return lines;
    }

    private final class Task {
        private final String id;
        private final long began = System.nanoTime();
        private final Deque<String> output = new ArrayDeque<>();
        private String title = "";
        private ProgressEvent.@Nullable Pods pods;
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

        List<BlockLine> lines(int width, int mostOutput) {
            List<BlockLine> lines = new ArrayList<>();
            String name = title.isEmpty() ? id : title;
            String state = advanced.state().isEmpty() ? "" : ": " + advanced.state();
            String running = bar(width) + " " + Shown.duration(Duration.ofNanos(System.nanoTime() - began));
            lines.add(BlockLine.of("  " + Printable.line(name + state), running, width));
            ProgressEvent.Pods tree = pods;
            if (tree != null) {
                lines.addAll(
                        PodTree.lines(tree, Instant.now(), width, mostOutput - Math.min(OUTPUT_LINES, output.size())));
            }
            int left = mostOutput + 1 - lines.size();
            output.stream()
                    .skip(Math.max(0, output.size() - left))
                    .forEach(line -> lines.add(BlockLine.of("", "    " + line, width)));
            return lines;
        }

        private String bar(int width) {
            if (advanced.total() <= 0) {
                return "";
            }
            long done = Math.min(advanced.done(), advanced.total());
            int full = (int) (BAR * done / advanced.total());
            String counted = advanced.unit() == ProgressEvent.Unit.BYTES
                    ? Shown.size(done) + "/" + Shown.size(advanced.total())
                    : done + "/" + advanced.total();
            return width < BAR_FROM ? " " + counted : " [" + "█".repeat(full) + "·".repeat(BAR - full) + "] " + counted;
        }
    }
}
