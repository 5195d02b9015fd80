package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.util.List;

/** Runs instructions as the numbered steps of a build. */
final class StepCount {
    private final Steps steps;
    private int total;
    private final BuildFailures failures;
    private int done;

    StepCount(Steps steps, int total, BuildFailures failures) {
        this.steps = steps;
        this.total = total;
        this.failures = failures;
    }

    Steps steps() {
        return steps;
    }

    /** Steps that nobody knew of before the base was there. */
    void more(int number) {
        total += number;
    }

    <T> T step(Instruction instruction, Work<T> work) throws IOException {
        Cancelled.check("cancelled: build");
        String step = "[" + ++done + "/" + total + "] " + instruction;
        boolean well = false;
        steps.started(step);
        try {
            T result = work.run(step);
            well = true;
            return result;
        } catch (MissingSource e) {
            throw failures.of(step, "\"" + e.path() + "\": not found", List.of());
        } finally {
            steps.finished(step, well, false);
        }
    }

    /** What an instruction does. */
    @FunctionalInterface
    interface Work<T> {
        T run(String step) throws IOException;
    }
}
