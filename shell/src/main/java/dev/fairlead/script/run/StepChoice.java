package dev.fairlead.script.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Nearest;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which steps the line asks for: those from one on, or one only, each with what is below it. */
final class StepChoice {
    private final Optional<String> from;
    private final Optional<String> only;
    private final List<String> seen = new ArrayList<>();
    private boolean reached;

    StepChoice(RunOptions options) {
        this.from = options.from();
        this.only = options.only();
    }

    /** Asked once for each step, in the order in which they begin. */
    synchronized boolean runs(String path) {
        seen.add(path);
        if (from.isPresent() && !reached && !isAt(path, from.get())) {
            return leadsTo(path, from.get());
        }
        if (only.isPresent() && !isAt(path, only.get())) {
            return leadsTo(path, only.get());
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
        List<String> names = seen.stream().distinct().toList();
        OpsException failure = new OpsException(
                FailureKind.USAGE,
                "no step is called \"" + wanted + "\"; there "
                        + (names.isEmpty() ? "are none" : "are: " + String.join(", ", names)));
        for (String near : Nearest.to(wanted, names, 2)) {
            failure = failure.hint((from.isPresent() ? "--from" : "--only") + " '" + near + "'");
        }
        throw failure;
    }

    private static boolean isAt(String path, String wanted) {
        return path.equals(wanted) || path.startsWith(wanted + StepNode.BELOW);
    }

    private static boolean leadsTo(String path, String wanted) {
        return wanted.startsWith(path + StepNode.BELOW);
    }
}
