package dev.fairlead.script.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which steps the line asks for: those from one on, or one only, each with what is below it. A name that several steps
 * have means each of them, a name with a number, e.g. {@code Push#2}, one.
 */
final class StepChoice {
    private final RunOptions options;
    private final Optional<String> from;
    private final Optional<String> only;
    private final List<String> seen = new ArrayList<>();
    private boolean reached;

    StepChoice(RunOptions options) {
        this.options = options;
        this.from = options.from();
        this.only = options.only();
    }

    /** Asked once for each step, in the order in which they begin. */
    synchronized boolean runs(StepNode step) {
        seen.add(step.path());
        if (from.isPresent() && !reached && !isAt(step, from.get())) {
            return leadsTo(step, from.get());
        }
        if (only.isPresent() && !isAt(step, only.get())) {
            return leadsTo(step, only.get());
        }
        reached = true;
        return true;
    }

    /** Whether the one step that was asked for has been met; what follows it is of no matter. */
    synchronized boolean isMet() {
        return only.isPresent() && reached;
    }

    /** Refuses a choice that no step has met in a whole run. */
    synchronized void requireMet() {
        String wanted = from.or(() -> only).orElse("");
        if (wanted.isEmpty() || reached) {
            return;
        }
        throw options.noSuchStep(wanted, seen);
    }

    private static boolean isAt(StepNode step, String wanted) {
        // a name may itself have what stands between the names of a path
        return step.path().equals(wanted)
                || step.path().startsWith(wanted + StepNode.BELOW)
                || agree(step, wanted, step.chain().size());
    }

    private static boolean leadsTo(StepNode step, String wanted) {
        return wanted.startsWith(step.path() + StepNode.BELOW)
                || (step.chain().size() < parts(wanted).size()
                        && agree(step, wanted, parts(wanted).size()));
    }

    /** Whether a path and the names around a step agree as far as both go, and the path has no more than so many. */
    private static boolean agree(StepNode step, String wanted, int most) {
        List<StepNode> chain = step.chain();
        List<String> parts = parts(wanted);
        boolean agree = parts.size() <= most;
        for (int i = 0; i < Math.min(chain.size(), parts.size()); i++) {
            agree &= chain.get(i).isCalled(parts.get(i));
        }
        return agree;
    }

    private static List<String> parts(String path) {
        return List.of(path.split(StepNode.BELOW, -1));
    }
}
