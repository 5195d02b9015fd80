package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.Optional;

/** Has a script evaluated by the shell's own engine. */
final class ScriptCheck implements Check {
    private final ScriptGate gate;
    private final GateSubject subject;
    private final GateScripts scripts;
    private final ProgressListener progress;

    ScriptCheck(ScriptGate gate, GateSubject subject, GateScripts scripts, ProgressListener progress) {
        this.gate = gate;
        this.subject = subject;
        this.scripts = scripts;
        this.progress = progress;
    }

    @Override
    public Outcome ask(Duration limit) {
        try {
            Optional<GateVerdict> verdict = Limited.run(limit, () -> scripts.evaluate(gate, subject, progress));
            return verdict.map(ScriptCheck::said)
                    .orElseGet(() -> Outcome.fail(
                            "did not end within " + Durations.text(limit) + " and was stopped", java.util.List.of()));
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND
                    && gate.isFile()
                    && e.message().contains(gate.source())) {
                throw e;
            }
            return Outcome.fail(e.message(), e.details());
        }
    }

    private static Outcome said(GateVerdict verdict) {
        String message = verdict.message();
        return switch (verdict.answer()) {
            case PASS -> Outcome.pass(message.isEmpty() ? "said true" : message);
            case FAIL -> Outcome.fail(message.isEmpty() ? "said false" : message, java.util.List.of());
            case NO_DATA -> Outcome.noData(message.isEmpty() ? "said so" : message);
        };
    }
}
