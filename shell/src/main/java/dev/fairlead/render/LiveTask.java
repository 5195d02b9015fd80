package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task of the live block: its line, and below it its pods or the last lines of its output. */
final class LiveTask {
    private static final int OUTPUT_LINES = 5;
    private static final int BAR = 24;
    private static final int BAR_FROM = 60;

    private final String id;
    private final long began = System.nanoTime();
    private final Deque<String> output = new ArrayDeque<>();
    private String title = "";
    private ProgressEvent.@Nullable Pods pods;
    private ProgressEvent.Advanced advanced = new ProgressEvent.Advanced("", "", 0, 0, ProgressEvent.Unit.COUNT);

    LiveTask(String id) {
        this.id = id;
    }

    void begins(ProgressEvent.Started started) {
        title = started.title();
    }

    void advances(ProgressEvent.Advanced newest) {
        advanced = newest;
    }

    void has(ProgressEvent.Pods newest) {
        pods = newest;
    }

    boolean hasPods() {
        return pods != null;
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
            lines.addAll(PodTree.lines(tree, Instant.now(), width, mostOutput - Math.min(OUTPUT_LINES, output.size())));
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
