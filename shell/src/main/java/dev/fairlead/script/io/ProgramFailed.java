package dev.fairlead.script.io;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;

/** A program that did not end with 0. */
public final class ProgramFailed extends OpsException {
    private final transient ProgramResult ran;

    /** @param tail the last lines that it printed, masked */
    ProgramFailed(ProgramResult ran, List<String> tail) {
        super(FailureKind.FAILED, ran.line() + " ended with exit code " + ran.exitCode(), tail, List.of(), null);
        this.ran = ran;
    }

    /** The program, with all that it printed. */
    public ProgramResult ran() {
        return ran;
    }

    /** The program's own; that of a script that ends by it is 1. */
    public int exitCode() {
        return ran.exitCode();
    }
}
