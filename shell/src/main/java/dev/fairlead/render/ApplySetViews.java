package dev.fairlead.render;

import dev.fairlead.applyset.ApplySetResult;
import dev.fairlead.applyset.SetObject;
import java.util.ArrayList;
import java.util.List;

/** How a set of manifests looks. */
final class ApplySetViews {
    private ApplySetViews() {}

    static void addTo(Views views) {
        views.add(View.of(ApplySetResult.class)
                .names(result -> result.objects().stream()
                        .map(object -> object.object().toString())
                        .toList())
                .fitted(ApplySetViews::lines));
    }

    private static List<String> lines(ApplySetResult result, int width) {
        String dry = result.dryRun() ? " (dry run)" : "";
        List<String> headers = new ArrayList<>(List.of("OBJECT", "NAMESPACE", "RESULT"));
        if (!result.dryRun()) {
            headers.add("STATUS");
        }
        boolean messages =
                result.objects().stream().anyMatch(object -> !object.message().isEmpty());
        if (messages) {
            headers.add("WHY");
        }
        List<List<String>> rows = result.objects().stream()
                .map(object -> cells(object, dry, result.dryRun(), messages))
                .toList();
        List<String> lines = new ArrayList<>(Table.lines(headers, rows, width));
        result.objects().stream().filter(object -> !object.diff().isEmpty()).forEach(object -> {
            lines.add("");
            lines.addAll(object.diff());
        });
        return lines;
    }

    private static List<String> cells(SetObject object, String dry, boolean dryRun, boolean messages) {
        List<String> cells = new ArrayList<>();
        cells.add(Printable.line(object.object().toString()));
        cells.add(Printable.line(object.namespace()));
        cells.add(object.outcome() + dry);
        if (!dryRun) {
            cells.add(Printable.line(object.status()));
        }
        if (messages) {
            cells.add(Printable.line(object.message()));
        }
        return cells;
    }
}
