package dev.fairlead.release;

import dev.fairlead.gate.GateResult;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.progress.ProgressListener;
import java.util.List;

/** Who asks the gates of a release. */
public interface Gatekeeper {
    /** Looks at gates before anything is changed. */
    void check(List<GateSpec> gates, GateSubject subject, ProgressListener progress);

    /** Asks a gate; returns when it has answered for good. */
    GateResult ask(GateSpec gate, GateSubject subject, ProgressListener progress);
}
