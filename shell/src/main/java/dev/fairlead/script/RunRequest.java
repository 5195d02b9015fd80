package dev.fairlead.script;

import java.nio.file.Path;
import java.util.List;

/**
 * Which script to run.
 *
 * @param arguments what the script sees as {@code args}
 */
public record RunRequest(Path file, List<String> arguments) {
    public RunRequest {
        arguments = List.copyOf(arguments);
    }
}
