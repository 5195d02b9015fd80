package dev.fairlead.render;

import dev.fairlead.script.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How rehearsals of scripts look. */
final class RehearsalViews {
    private RehearsalViews() {}

    static void addTo(Views views) {
        views.add(View.of(Rehearsal.class)
                .fitted(RehearsalViews::lines)
                .names(rehearsal -> rehearsal.changes().stream()
                        .map(Rehearsal.ObjectChange::object)
                        .toList()));
    }

    private static List<String> lines(Rehearsal rehearsal, int width) {
        List<String> lines = new ArrayList<>();
        String end = rehearsal.outcome().isWell()
                ? "would end well"
                : "would fail: " + rehearsal.outcome() + " (exit code "
                        + rehearsal.outcome().exitCode() + ")";
        lines.add("rehearsal of " + rehearsal.script() + " on a copy of " + rehearsal.context() + ", namespace "
                + String.join(", ", rehearsal.namespaces()) + ": it " + end + ", here in "
                + Shown.duration(rehearsal.took()));
        lines.add("  copied       "
                + (rehearsal.copied().isEmpty()
                        ? "nothing: there is nothing"
                        : rehearsal.copied().stream()
                                .map(RehearsalViews::counted)
                                .collect(Collectors.joining(", "))));
        lines.addAll(labelled("  but          ", rehearsal.told()));
        lines.addAll(labelled("  cannot tell  ", rehearsal.unknown()));
        if (!rehearsal.steps().isEmpty()) {
            lines.add("");
            lines.addAll(Table.lines(
                    List.of("STEP", "ENDED", "TOOK"),
                    rehearsal.steps().stream()
                            .map(step ->
                                    List.of(Printable.line(step.path()), step.outcome(), Shown.duration(step.took())))
                            .toList(),
                    width));
        }
        lines.add("");
        lines.addAll(changes(rehearsal, width));
        return lines;
    }

    private static String counted(Rehearsal.Count count) {
        String one =
                count.kind().replaceFirst("sses$", "ss#").replaceFirst("s$", "").replace("#", "");
        return count.objects() + " " + (count.objects() == 1 ? one : count.kind());
    }

    private static List<String> changes(Rehearsal rehearsal, int width) {
        if (rehearsal.changes().isEmpty()) {
            return List.of("no object would be another afterwards");
        }
        List<String> lines = new ArrayList<>(Table.lines(
                List.of("OBJECT", "NAMESPACE", "CHANGE"),
                rehearsal.changes().stream()
                        .map(change -> List.of(
                                Printable.line(change.object()), Printable.line(change.namespace()), change.change()))
                        .toList(),
                width));
        rehearsal.changes().stream().filter(change -> !change.diff().isEmpty()).forEach(change -> {
            lines.add("");
            change.diff().forEach(line -> lines.add(Printable.line(line)));
        });
        return lines;
    }

    private static List<String> labelled(String label, List<String> texts) {
        List<String> lines = new ArrayList<>();
        texts.forEach(text -> lines.add((lines.isEmpty() ? label : " ".repeat(label.length())) + Printable.line(text)));
        return lines;
    }
}
