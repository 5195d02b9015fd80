package dev.fairlead.script.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step with those that are part of it.
 *
 * @param depth 0 for steps that are part of no other
 */
record StepTree(StepReport step, Standing standing, int depth, List<StepTree> below) {
    StepTree {
        below = List.copyOf(below);
    }

    /** The steps that are part of no other, in the order in which they began. */
    static List<StepTree> of(ScriptReport report) {
        return below(report, "", 0);
    }

    /** This one, and what is below it. */
    Stream<StepTree> all() {
        return Stream.concat(Stream.of(this), below.stream().flatMap(StepTree::all));
    }

    private static List<StepTree> below(ScriptReport report, String parent, int depth) {
        List<StepReport> siblings = report.steps().stream()
                .filter(step -> step.parent().equals(parent))
                .toList();
        List<StepTree> trees = new ArrayList<>();
        for (StepReport step : siblings) {
            trees.add(new StepTree(
                    step, Standing.of(step, siblings, report.dryRun()), depth, below(report, step.id(), depth + 1)));
        }
        return trees;
    }
}
