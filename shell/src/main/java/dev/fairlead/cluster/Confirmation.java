package dev.fairlead.cluster;

import java.util.Optional;

/** Asks the user a question that wants yes or no. */
@FunctionalInterface
public interface Confirmation {
    /** There is nobody to ask: pipes, CI, scripts. */
    Confirmation NOBODY = question -> Optional.empty();

    /** The answer; empty where there is nobody to ask. */
    Optional<Boolean> answer(String question);
}
