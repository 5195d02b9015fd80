package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.EgressPolicy;
import dev.fairlead.settings.Settings;

/** Gates that ask something outside of the cluster, in sessions that are enclosed in a sandbox. */
final class ExternalGates {
    private final Settings settings;

    ExternalGates(Settings settings) {
        this.settings = settings;
    }

    /**
     * Whether a gate is passed over, as what it asks is not there.
     *
     * @throws OpsException where it must not be asked
     */
    boolean leaves(GateSpec spec) {
        EgressPolicy egress = settings.enclosure();
        if (egress == EgressPolicy.OPEN || !spec.asksOutside(settings)) {
            return false;
        }
        if (egress == EgressPolicy.CLOSED) {
            throw new OpsException(
                            FailureKind.UNREACHABLE,
                            "gate " + spec.name() + " is not asked: a trial reaches nothing outside")
                    .hint("--gate 'http /healthz'");
        }
        return true;
    }

    /** What is taken for the answer of a gate that is passed over. */
    static TryOutcome outcome() {
        return TryOutcome.pass("not asked in a rehearsal: it lies outside of the sandbox");
    }
}
