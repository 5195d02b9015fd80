package dev.fairlead.script.test;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults of one run: some strike at its beginning, some after a step. */
public final class FaultPlan {
    private final IsolatedSandbox sandbox;
    private final List<PlannedFault> left;

    public FaultPlan(IsolatedSandbox sandbox, List<PlannedFault> faults) {
        this.sandbox = sandbox;
        this.left = new CopyOnWriteArrayList<>(faults);
    }

    /** The script is about to begin. */
    public void begin() {
        strike("");
    }

    /** A step has ended well. */
    public void after(String step) {
        strike(step);
    }

    private void strike(String moment) {
        for (PlannedFault fault : left) {
            if (fault.after().equals(moment)) {
                left.remove(fault);
                sandbox.strike(fault);
            }
        }
    }

    /**
     * The script has ended.
     *
     * @param steps the paths of those that it had
     * @throws OpsException of kind USAGE where a fault waited for a step that the script does not have
     */
    public void requireMet(List<String> steps) {
        List<String> unknown = new ArrayList<>();
        left.stream()
                .map(PlannedFault::after)
                .filter(step -> !steps.contains(step))
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "no step \"" + unknown.get(0) + "\" ended, so that its fault never struck; "
                            + (steps.isEmpty() ? "the script has no steps" : "steps: " + String.join(", ", steps)));
        }
    }
}
