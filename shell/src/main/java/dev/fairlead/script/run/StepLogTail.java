package dev.fairlead.script.run;

import dev.fairlead.progress.ProgressEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of what was said in a step. */
final class StepLogTail {
    private static final int MOST = 60;
    private static final int WIDEST = 400;

    private final Deque<String> lines = new ArrayDeque<>();
    private int leftOut;

    synchronized void take(ProgressEvent event) {
        if (event instanceof ProgressEvent.Printed e) {
            e.text().lines().forEach(this::add);
        } else if (event instanceof ProgressEvent.Note e) {
            add(e.text());
        } else if (event instanceof ProgressEvent.Warning e) {
            add("warning: " + e.text());
        } else if (event instanceof ProgressEvent.Output e) {
            add(e.line());
        } else if (event instanceof ProgressEvent.Finished e) {
            add(e.title() + (e.well() ? "" : " (failed)"));
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many lines came before those that are kept. */
    synchronized int leftOut() {
        return leftOut;
    }

    private void add(String line) {
        lines.addLast(line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line);
        if (lines.size() > MOST) {
            lines.removeFirst();
            leftOut++;
        }
    }
}
