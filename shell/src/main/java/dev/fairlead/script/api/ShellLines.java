package dev.fairlead.script.api;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shell's own lines, for scripts. */
@FunctionalInterface
public interface ShellLines {
    /** For work in another place than the session's: a line would act in the session's. */
    ShellLines NONE = (words, progress) -> {
        throw new OpsException(
                        FailureKind.USAGE, "a gate's script cannot run lines: they would not be about the release")
                .hint("write the typed call, e.g. rollout.status(…)");
    };

    /**
     * Runs a line, and prints its result as the prompt does.
     *
     * @param words one is a whole line; of several each is a word
     * @return what the command gave; null where it gives nothing
     * @throws dev.fairlead.failure.OpsException of kind USAGE for a line that is wrong, or that a script may not run
     */
    @Nullable
    Object run(List<String> words, ProgressListener progress);

    /** How the prompt shows a result, with its line ends; empty for what is none. */
    default Optional<String> shown(Object value) {
        return Optional.empty();
    }
}
