package dev.fairlead.completion;

import java.util.List;

/** Gives the names that exist at a place. */
@FunctionalInterface
public interface Names {
    List<String> at(CompletionScope place);

    /** Whether some that were asked for are not there yet. */
    default boolean areComing() {
        return false;
    }
}
