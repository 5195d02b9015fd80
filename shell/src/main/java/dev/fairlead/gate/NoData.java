package dev.fairlead.gate;

import java.util.Locale;

/** What it means for a release that a gate has no data. */
public enum NoData {
    /** The gate is not passed. */
    FAIL,
    /** It is asked again for a while; after that the gate is not passed. */
    WAIT,
    /** The gate is passed, with a warning. */
    PASS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
