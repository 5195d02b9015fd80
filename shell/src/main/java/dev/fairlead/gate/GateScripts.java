package dev.fairlead.gate;

import dev.fairlead.progress.ProgressListener;

/** Evaluates the scripts of gates; the shell's engine stands behind it, which services do not see. */
public interface GateScripts {
    /**
     * Compiles a script and runs nothing of it.
     *
     * @throws dev.fairlead.failure.OpsException NOT_FOUND where there is no such file, INVALID where it does not compile
     */
    void check(ScriptGate gate, GateSubject subject);

    /**
     * Runs a script; an interruption stops it.
     *
     * @throws dev.fairlead.failure.OpsException when it throws, does not compile or does not end in an answer
     */
    GateVerdict evaluate(ScriptGate gate, GateSubject subject, ProgressListener progress);
}
