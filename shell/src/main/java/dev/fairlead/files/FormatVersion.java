package dev.fairlead.files;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;

/**
 * The version of a format that fairlead writes. What an older fairlead wrote is read, and a text that names no version
 * is of the first. What a newer one wrote is refused by name: only a part of it would be understood.
 *
 * @param current the one that is written
 */
public record FormatVersion(int current) {
    /** The field or key that names it. */
    public static final String FIELD = "version";

    /**
     * Refuses a newer one.
     *
     * @param what was read, as the beginning of a sentence
     * @throws OpsException of kind INVALID
     */
    public void require(int found, String what) {
        if (isNewer(found)) {
            throw new OpsException(
                    FailureKind.INVALID,
                    what + " was written by a newer fairlead: it has version " + found + ", and this one reads up to "
                            + current);
        }
    }

    public boolean isNewer(int found) {
        return found > current;
    }
}
