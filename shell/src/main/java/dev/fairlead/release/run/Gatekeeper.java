package dev.fairlead.release.run;

import dev.fairlead.gate.GateResult;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.progress.ProgressListener;
import java.util.List;

/** Who asks the gates of a release. */
public interface Gatekeeper {
    /** A gate's text as it is kept: what is secret in it is not. */
    String kept(String typed);

    /**
     * Looks whether all that gates leave to the environment is there.
     *
     * @throws dev.fairlead.failure.OpsException of kind USAGE that names a variable which is not set
     */
    void requireVariables(List<GateSpec> gates);

    /** Looks at gates before anything is changed. */
    void check(List<GateSpec> gates, GateSubject subject, ProgressListener progress);

    /** Asks a gate; returns when it has answered for good. */
    GateResult ask(GateSpec gate, GateSubject subject, ProgressListener progress);
}
