package dev.fairlead.script.test;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.RunRequest;
import dev.fairlead.script.io.StubbedResponses;
import dev.fairlead.script.run.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a script ended in a room.
 *
 * @param failure why; empty where it did not fail
 */
public record RunEnding(ExpectedOutcome outcome, Optional<OpsException> failure) {
    private static final RunOptions AGREED = new RunOptions(false, true, Optional.empty(), Optional.empty(), List.of());

    /**
     * Runs a script and agrees to all that it asks.
     *
     * @throws Cancelled when the thread is interrupted
     */
    public static RunEnding of(
            IsolatedSandbox sandbox, Path script, List<String> words, StubbedResponses answers, RunListener listener) {
        try {
            RunRequest request = new RunRequest(script, words, AGREED);
            return new RunEnding(
                    new ExpectedOutcome(sandbox.run(request, answers, listener).exitCode()), Optional.empty());
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            return new RunEnding(ExpectedOutcome.of(e.kind()), Optional.of(e));
        }
    }
}
