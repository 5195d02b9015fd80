package dev.fairlead.script.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step with those that are part of it.
 *
 * @param aside whether steps beside it ran at the same time
 * @param depth 0 for steps that are part of no other
 */
record StepTree(StepReport step, StepStatus standing, boolean aside, int depth, List<StepTree> below) {
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

    /** How long it took, in words; empty where it was not run. */
    String took() {
        boolean notRun = standing == StepStatus.SKIPPED || standing == StepStatus.DONE_BEFORE;
        return notRun ? "" : ElapsedText.words(step.took());
    }

    /** Why it failed; empty where it did not, or where a step below it says the same. */
    String why() {
        boolean told = below.stream().anyMatch(inner -> inner.step().failure().equals(step.failure()));
        return told ? "" : step.failure();
    }

    private static List<StepTree> below(ScriptReport report, String parent, int depth) {
        List<StepReport> siblings = report.steps().stream()
                .filter(step -> step.parent().equals(parent))
                .toList();
        List<StepTree> trees = new ArrayList<>();
        for (StepReport step : siblings) {
            trees.add(new StepTree(
                    step,
                    StepStatus.of(step, siblings, report.dryRun()),
                    isAside(step, siblings),
                    depth,
                    below(report, step.id(), depth + 1)));
        }
        return trees;
    }

    private static boolean isAside(StepReport step, List<StepReport> siblings) {
        return step.parallel()
                && siblings.stream()
                        .anyMatch(other -> other != step
                                && other.began().isBefore(step.ended())
                                && step.began().isBefore(other.ended()));
    }
}
