package dev.fairlead.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a gate says. */
public enum GateAnswer {
    PASS,
    FAIL,
    /** It could not be found out; what that means is the gate's own {@code no-data} option. */
    NO_DATA;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
