package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A workload's pods below its line, grouped by revision; where there is no room for all, those in trouble stay. */
final class PodTree {
    private PodTree() {}

    /** @param most at most so many lines */
    static List<BlockLine> lines(ProgressEvent.Pods tree, Instant now, int width, int most) {
        List<ProgressEvent.PodRow> newest =
                tree.pods().stream().filter(ProgressEvent.PodRow::newest).toList();
        List<ProgressEvent.PodRow> old =
                tree.pods().stream().filter(pod -> !pod.newest()).toList();
        List<BlockLine> lines = new ArrayList<>();
        // The old revision keeps a line of its own, so that the newest is not thought to be alone.
        int forOld = old.isEmpty() ? 0 : Math.min(old.size() + 1, Math.max(1, most / 3));
        String revision = tree.revision().isEmpty() ? "pods" : "revision " + tree.revision();
        add(revision, newest, now, width, most - forOld, lines);
        add("old", old, now, width, most - lines.size(), lines);
        return lines;
    }

    private static void add(
            String title, List<ProgressEvent.PodRow> pods, Instant now, int width, int most, List<BlockLine> to) {
        if (pods.isEmpty() || most < 1) {
            return;
        }
        long ready = pods.stream().filter(ProgressEvent.PodRow::ready).count();
        String counts = ready + " of " + pods.size() + " ready";
        int room = pods.size() + 1 <= most ? pods.size() : Math.max(0, most - 2);
        String more = room < pods.size() && most == 1 ? "" : more(pods.size() - room);
        to.add(BlockLine.of("    " + title + ": " + counts, "", width));
        rows(inTroubleFirst(pods).subList(0, room), now, width).forEach(to::add);
        if (!more.isEmpty()) {
            to.add(BlockLine.of("      " + more, "", width));
        }
    }

    private static String more(int count) {
        return count == 0 ? "" : "… " + count + " more";
    }

    private static List<ProgressEvent.PodRow> inTroubleFirst(List<ProgressEvent.PodRow> pods) {
        return pods.stream()
                .sorted(Comparator.comparing(
                                (ProgressEvent.PodRow pod) -> pod.reason().isEmpty())
                        .thenComparing(ProgressEvent.PodRow::ready)
                        .thenComparing(ProgressEvent.PodRow::name))
                .toList();
    }

    private static List<BlockLine> rows(List<ProgressEvent.PodRow> pods, Instant now, int width) {
        List<List<String>> cells = pods.stream().map(pod -> cells(pod, now)).toList();
        int columns = cells.isEmpty() ? 0 : cells.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(i -> cells.stream()
                        .mapToInt(row -> row.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<BlockLine> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder text = new StringBuilder("     ");
            for (int i = 0; i < columns; i++) {
                if (widths[i] > 0) {
                    text.append(' ')
                            .append(row.get(i))
                            .append(" ".repeat(widths[i] - row.get(i).length()));
                }
            }
            lines.add(BlockLine.of(text.toString().stripTrailing(), "", width));
        }
        return lines;
    }

    /** What says most comes first: narrow screens cut the end. */
    private static List<String> cells(ProgressEvent.PodRow pod, Instant now) {
        return List.of(
                pod.ready() ? "✓" : "·",
                Printable.line(pod.name()),
                Printable.line(pod.phase()),
                Printable.line(pod.reason()),
                pod.restarts() == 0 ? "" : pod.restarts() + (pod.restarts() == 1 ? " restart" : " restarts"),
                Shown.age(pod.created(), now),
                Printable.line(pod.node()),
                Printable.line(pod.image()));
    }
}
