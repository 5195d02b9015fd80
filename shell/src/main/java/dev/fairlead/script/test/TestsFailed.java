package dev.fairlead.script.test;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;

/** Trials of which not all went as expected. */
public final class TestsFailed extends OpsException {
    private final transient TestReport report;

    TestsFailed(TestReport report, List<String> hints) {
        super(
                FailureKind.FAILED,
                report.failed().size() + " of " + report.trials().size() + " trials did not go as expected",
                List.of(),
                hints,
                null);
        this.report = report;
    }

    public TestReport report() {
        return report;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(report);
    }
}
