package dev.fairlead;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.GateScripts;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.gate.GateVerdict;
import dev.fairlead.gate.ScriptGate;
import dev.fairlead.progress.ProgressListener;

/** Refuses gates that are scripts, before anything is changed. */
final class NoGateScripts implements GateScripts {
    @Override
    public void check(ScriptGate gate, GateSubject subject) {
        throw refused();
    }

    @Override
    public GateVerdict evaluate(ScriptGate gate, GateSubject subject, ProgressListener progress) {
        throw refused();
    }

    private static OpsException refused() {
        return new OpsException(FailureKind.USAGE, "a gate cannot be a script here")
                .hint("rollout deploy … --gate 'command fairlead run smoke.jsh'");
    }
}
