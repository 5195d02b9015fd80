package dev.fairlead.script;

import dev.fairlead.script.run.RunOptions;
import java.util.List;

/**
 * Which run to go on with.
 *
 * @param run its name, or the beginning that only it has
 * @param arguments words to add, e.g. for secret parameters, which no journal holds
 * @param anyway whether it does not matter what has changed since
 */
public record ResumeRequest(String run, List<String> arguments, RunOptions options, boolean anyway) {
    public ResumeRequest {
        arguments = List.copyOf(arguments);
    }
}
