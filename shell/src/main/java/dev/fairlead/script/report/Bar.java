package dev.fairlead.script.report;

import java.util.List;

/**
 * One row of a timeline; positions are per cents of its width.
 *
 * @param group whether it stands around others
 * @param marks where an attempt ended that was followed by another
 */
record Bar(StepTree tree, double start, double width, boolean group, List<Double> marks) {
    /** A bar that begins at the very end would be outside of the picture. */
    private static final double LAST_START = 99;

    Bar {
        marks = List.copyOf(marks);
    }

    static List<Bar> of(List<StepTree> trees, Axis axis) {
        return trees.stream().flatMap(StepTree::all).map(tree -> of(tree, axis)).toList();
    }

    private static Bar of(StepTree tree, Axis axis) {
        StepReport step = tree.step();
        double start = axis.at(step.began());
        double end = axis.at(step.ended());
        return new Bar(
                tree,
                Math.min(start, LAST_START),
                Math.max(0, end - start),
                !tree.below().isEmpty(),
                step.traces().attempts().stream()
                        .map(attempt -> axis.at(attempt.began().plus(attempt.took())))
                        .toList());
    }

    StepReport step() {
        return tree.step();
    }

    StepStatus standing() {
        return tree.standing();
    }
}
