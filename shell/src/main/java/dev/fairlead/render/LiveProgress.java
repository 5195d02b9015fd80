package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A block of running tasks at the bottom, redrawn in place at most five times a second by one thread; what is over
 * scrolls away above it. The block's lines are cut to the screen, so that its height is always known.
 */
final class LiveProgress implements ProgressRenderer {
    private static final long FRAME_MILLIS = 200;
    private static final int MOST_LINES = 20;
    private static final int MOST_NARROW = 20;

    /** Log lines of one frame: five times a second, more than anybody reads and less than a terminal can take. */
    private static final int MOST_LOGGED = 200;

    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String TO_THE_END = "\u001b[J";

    private final Screen screen;
    private final Map<String, LiveTask> tasks = new LinkedHashMap<>();
    private final Map<String, String> waits = new LinkedHashMap<>();
    private final List<String> above = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private final Thread painter;
    private final Object drawing = new Object();
    private List<BlockLine> drawn = List.of();
    private int logged;
    private final LiveSteps steps = new LiveSteps();
    private Optional<LiveStep> in = Optional.empty();
    private boolean scrolls;
    private boolean asked;
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
        if (event instanceof ProgressEvent.Within within) {
            in = steps.of(within.step());
            on(within.event());
            in = Optional.empty();
        } else if (event instanceof ProgressEvent.StepStarted started) {
            steps.begins(started);
        } else if (event instanceof ProgressEvent.StepFinished finished) {
            above.addAll(steps.ends(finished, screen.colour()));
        } else if (event instanceof ProgressEvent.Asking asking) {
            asks(asking.begins());
        } else if (event instanceof ProgressEvent.Started started) {
            task(started.task()).begins(started);
        } else if (event instanceof ProgressEvent.Advanced advanced) {
            task(advanced.task()).advances(advanced);
        } else if (event instanceof ProgressEvent.Pods pods) {
            task(pods.task()).has(pods);
        } else if (event instanceof ProgressEvent.Output output) {
            output(output);
        } else if (event instanceof ProgressEvent.Finished finished) {
            finished(finished);
        } else if (event instanceof ProgressEvent.Note note) {
            above.add(Printable.line(note.text()));
        } else if (event instanceof ProgressEvent.Planned planned) {
            above.add(Printable.line(planned.text()));
        } else if (event instanceof ProgressEvent.Warning warning) {
            above.add(Style.WARN.on("warning: ", screen.colour()) + Printable.line(warning.text()));
        } else if (event instanceof ProgressEvent.Waiting waiting) {
            waits(waiting);
        } else if (event instanceof ProgressEvent.Printed text) {
            printed.append(text.raw() ? Printable.coloured(text.text()) : Printable.block(text.text()));
        }
    }

    private void waits(ProgressEvent.Waiting waiting) {
        if (waiting.seconds() == 0) {
            waits.remove(waiting.peer());
        } else {
            waits.put(waiting.peer(), waiting.text());
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
            waits.clear();
            steps.clear();
            asked = false;
        }
        draw();
        screen.out().print(printed);
        screen.out().flush();
    }

    /** A tree of pods takes the room that output has below its task. What nobody could read is counted only. */
    private void output(ProgressEvent.Output output) {
        LiveTask task = task(output.task());
        if (!task.hasPods()) {
            task.output(output.line());
        } else if (scrolled() < MOST_LOGGED) {
            above.add(Style.DIM.on(Printable.line(output.line()), screen.colour()));
        }
    }

    private int scrolled() {
        scrolls = true;
        return logged++;
    }

    private void finished(ProgressEvent.Finished finished) {
        tasks.remove(finished.task());
        in.ifPresent(step -> step.endsTask(finished.task()));
        String mark = finished.well() ? Style.GOOD.on("✓", screen.colour()) : Style.BAD.on("✗", screen.colour());
        above.add(mark + " " + Printable.line(finished.title()) + " "
                + Style.DIM.on(Shown.duration(finished.took()), screen.colour()));
    }

    private LiveTask task(String id) {
        return in.map(step -> step.task(id)).orElseGet(() -> tasks.computeIfAbsent(id, LiveTask::new));
    }

    /** The block leaves the screen to the question; what is told meanwhile comes after the answer. */
    private void asks(boolean begins) {
        if (begins) {
            asked = true;
            List<BlockLine> none = List.of();
            screen.err().print(frame(none).before() + TO_THE_END + WRAP);
            screen.err().flush();
        } else {
            asked = false;
        }
    }

    private void paint() {
        while (awaitsFrame()) {
            draw();
        }
    }

    /** False when it is closed. */
    private synchronized boolean awaitsFrame() {
        try {
            do {
                wait(FRAME_MILLIS);
            } while (!closed && !changed && tasks.isEmpty() && steps.isEmpty());
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** A terminal that is slow, or stopped, holds up whoever draws and none of those who tell what happens. */
    private void draw() {
        synchronized (drawing) {
            Frame frame = frame();
            screen.err().print(frame.before());
            if (!frame.printed().isEmpty()) {
                // Results go to another stream than the frame, which must be there before them.
                screen.err().flush();
                screen.out().print(frame.printed());
                screen.out().flush();
            }
            screen.err().print(frame.after());
            screen.err().flush();
        }
    }

    /** One write per frame: lines are written over what they replace, so that nothing flickers. */
    private synchronized Frame frame() {
        if (asked) {
            return new Frame("", "", "");
        }
        changed = false;
        return frame(block(Math.max(MOST_NARROW, screen.width().getAsInt()) - 1));
    }

    private Frame frame(List<BlockLine> block) {
        int width = Math.max(MOST_NARROW, screen.width().getAsInt());
        String lines = printedLines();
        if (drawn.isEmpty() && block.isEmpty() && above.isEmpty() && lines.isEmpty()) {
            return new Frame("", "", "");
        }
        StringBuilder before = new StringBuilder(NO_WRAP);
        int rows = drawn.stream().mapToInt(line -> line.rows(width)).sum();
        if (rows > 0) {
            before.append("\r\u001b[").append(rows).append('A');
        }
        if (!above.isEmpty() || !lines.isEmpty()) {
            before.append(TO_THE_END).append(WRAP);
            above.forEach(line -> before.append(line).append("\r\n"));
            above.clear();
        }
        if (logged > MOST_LOGGED) {
            before.append("… ").append(logged - MOST_LOGGED).append(" more lines\r\n");
        }
        logged = 0;
        StringBuilder after = new StringBuilder(NO_WRAP);
        block.forEach(line -> after.append(line.shown(screen.colour())).append("\u001b[K\r\n"));
        after.append(TO_THE_END).append(WRAP);
        drawn = block;
        return new Frame(before.toString(), lines, after.toString());
    }

    /** The block below begins on a line of its own, so what is printed waits for the end of its line. */
    private String printedLines() {
        int end = printed.lastIndexOf("\n") + 1;
        String lines = printed.substring(0, end);
        printed.delete(0, end);
        return lines;
    }

    private List<BlockLine> block(int width) {
        int height = screen.height().getAsInt();
        // What scrolls above wants to be read too.
        int most = Math.max(1, Math.min(MOST_LINES, scrolls ? height / 2 : height - 2));
        List<BlockLine> lines = new ArrayList<>(steps.lines(width, most));
        int titles = tasks.size();
        for (LiveTask task : tasks.values()) {
            int left = most - lines.size();
            if (left <= 1 && titles > 1) {
                lines.add(BlockLine.of("  … " + titles + " more", "", width));
                break;
            }
            // Every further task wants its line; what is left is for output.
            lines.addAll(task.lines(width, Math.max(0, left - titles)));
            titles--;
        }
        waits.values().forEach(text -> lines.add(BlockLine.of("  " + text, "", width)));
        return lines;
    }

    /**
     * What is written at once.
     *
     * @param before to where talk is shown
     * @param printed to where results go
     * @param after to where talk is shown
     */
    private record Frame(String before, String printed, String after) {}
}
