package dev.fairlead.script.rehearsal;

import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;

/** A script that would fail, with what would happen until then. */
public final class RehearsalFailed extends OpsException {
    private final transient Rehearsal rehearsal;

    /** @param why as the script failed; its hints are left out, since typed they would act on the real cluster */
    RehearsalFailed(OpsException why, Rehearsal rehearsal) {
        super(why.kind(), "it would fail: " + why.message(), why.details(), List.of(), why);
        this.rehearsal = rehearsal;
    }

    public Rehearsal rehearsal() {
        return rehearsal;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(rehearsal);
    }
}
