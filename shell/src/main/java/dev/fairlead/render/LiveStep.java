package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressEvent.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step of a script in the live block, with its tasks and the steps that it is made of. */
final class LiveStep {
    private static final String DEEPER = "  ";

    private final String title;
    private final long began = System.nanoTime();
    private final List<LiveStep> parts = new ArrayList<>();
    private final Map<String, LiveTask> tasks = new LinkedHashMap<>();
    private StepOutcome outcome = StepOutcome.RUNNING;
    private Duration took = Duration.ZERO;

    LiveStep(String title) {
        this.title = Printable.line(title);
    }

    void add(LiveStep part) {
        parts.add(part);
    }

    void ends(ProgressEvent.StepFinished finished) {
        outcome = finished.outcome();
        took = finished.took();
        tasks.clear();
    }

    LiveTask task(String id) {
        return tasks.computeIfAbsent(id, LiveTask::new);
    }

    void endsTask(String id) {
        tasks.remove(id);
    }

    /** It and all below it, when it is over, one line each. */
    List<String> told(boolean colour) {
        String after = outcome == StepOutcome.SKIPPED || outcome == StepOutcome.DONE_BEFORE
                ? StepWords.outcome(outcome)
                : Shown.duration(took);
        List<String> lines = new ArrayList<>();
        lines.add(StepWords.mark(outcome, colour) + " " + title + " " + Style.DIM.on(after, colour));
        parts.forEach(part -> part.told(colour).forEach(line -> lines.add(DEEPER + line)));
        return lines;
    }

    /**
     * Its lines while it runs. Where there is little room, the steps that are over make place for those that run.
     *
     * @param most how many lines, at least one
     */
    List<BlockLine> lines(int width, int most) {
        List<BlockLine> lines = new ArrayList<>();
        Duration so = outcome == StepOutcome.RUNNING ? Duration.ofNanos(System.nanoTime() - began) : took;
        lines.add(BlockLine.of(StepWords.mark(outcome, false) + " " + title, " " + Shown.duration(so), width));
        int inner = Math.max(1, width - DEEPER.length());
        long running = parts.stream().filter(LiveStep::runs).count() + tasks.size();
        long over = Math.max(0, most - 1 - running);
        long hidden =
                Math.max(0, parts.size() - parts.stream().filter(LiveStep::runs).count() - over);
        for (LiveStep part : parts) {
            if (!part.runs() && hidden-- > 0) {
                continue;
            }
            int left = most - lines.size() - (int) Math.max(0, running - 1);
            if (left > 0) {
                part.lines(inner, part.runs() ? left : 1).forEach(line -> lines.add(deeper(line)));
                running -= part.runs() ? 1 : 0;
            }
        }
        for (LiveTask task : tasks.values()) {
            int left = most - lines.size();
            if (left > 0) {
                task.lines(inner, left - 1).forEach(line -> lines.add(deeper(line)));
            }
        }
        return lines;
    }

    private boolean runs() {
        return outcome == StepOutcome.RUNNING;
    }

    private static BlockLine deeper(BlockLine line) {
        return new BlockLine(DEEPER + line.head(), line.tail());
    }
}
