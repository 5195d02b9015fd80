package dev.fairlead.script;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Optional;

/** Scripts that a check found wrong; the result lists every problem. */
public final class InvalidScript extends OpsException {
    private final CheckResult checked;

    public InvalidScript(CheckResult checked) {
        super(FailureKind.INVALID, message(checked));
        this.checked = checked;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(checked);
    }

    private static String message(CheckResult checked) {
        int problems = checked.problems().size();
        return (problems == 1 ? "1 problem in " : problems + " problems in ") + String.join(", ", checked.files());
    }
}
