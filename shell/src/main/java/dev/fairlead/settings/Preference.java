package dev.fairlead.settings;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A value that a user settled.
 *
 * @param source where: {@code FILE:LINE} or {@code $VARIABLE}
 */
public record Preference(PreferenceKey key, String value, String source) {

    /** @throws OpsException of kind INVALID that names source and key when it is none */
    public Duration duration() {
        try {
            return Durations.parse(value);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** @throws OpsException of kind INVALID that names source and key when it is no count */
    public int count() {
        if (!value.matches("\\d{1,9}")) {
            throw invalid("'" + value + "' is no count; write e.g. " + key.standard());
        }
        return Integer.parseInt(value);
    }

    /** The names between its commas. */
    public List<String> names() {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private OpsException invalid(String why) {
        return new OpsException(FailureKind.INVALID, source + ": " + key + ": " + why);
    }
}
