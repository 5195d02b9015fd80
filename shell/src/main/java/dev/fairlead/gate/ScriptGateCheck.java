package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Durations;
import java.time.Duration;
import java.util.Optional;

/** Has a script evaluated by the shell's own engine. */
final class ScriptGateCheck implements Check {
    private final ScriptGate gate;
    private final GateSubject subject;
    private final GateScripts scripts;
    private final ProgressListener progress;

    ScriptGateCheck(ScriptGate gate, CheckInputs inputs) {
        this.gate = gate;
        this.subject = inputs.subject();
        this.scripts = inputs.scripts();
        this.progress = inputs.progress();
    }

    @Override
    public void preflight() {
        scripts.check(gate, subject);
    }

    @Override
    public TryOutcome ask(Duration limit) {
        try {
            Optional<GateVerdict> verdict = TimeLimit.run(limit, () -> scripts.evaluate(gate, subject, progress));
            return verdict.map(ScriptGateCheck::said)
                    .orElseGet(() -> TryOutcome.fail(
                            "did not end within " + Durations.text(limit) + " and was stopped", java.util.List.of()));
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND
                    && gate.isFile()
                    && e.message().contains(gate.source())) {
                throw e;
            }
            return TryOutcome.fail(e.message(), e.details());
        }
    }

    private static TryOutcome said(GateVerdict verdict) {
        String message = verdict.message();
        return switch (verdict.answer()) {
            case PASS -> TryOutcome.pass(message.isEmpty() ? "said true" : message);
            case FAIL -> TryOutcome.fail(message.isEmpty() ? "said false" : message, java.util.List.of());
            case NO_DATA -> TryOutcome.noData(message.isEmpty() ? "said so" : message);
        };
    }
}
