package dev.fairlead.release.run;

import dev.fairlead.gate.GateResult;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.gate.Gates;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import java.util.function.Supplier;

/** The gates as they are. */
public final class RealGates implements Gatekeeper {
    private final Supplier<Gates> gates;

    public RealGates(Supplier<Gates> gates) {
        this.gates = gates;
    }

    @Override
    public String kept(String typed) {
        return gates.get().secrets().kept(typed);
    }

    @Override
    public void requireVariables(List<GateSpec> specs) {
        gates.get().requireVariables(specs);
    }

    @Override
    public void check(List<GateSpec> specs, GateSubject subject, ProgressListener progress) {
        gates.get().check(specs, subject, progress);
    }

    @Override
    public GateResult ask(GateSpec gate, GateSubject subject, ProgressListener progress) {
        return gates.get().ask(gate, subject, progress);
    }
}
