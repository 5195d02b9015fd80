package dev.fairlead.script;

import dev.fairlead.script.run.RunOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Which script to run.
 *
 * @param arguments what the script sees as {@code args}, unless it has options: then the run's own are taken out
 */
public record RunRequest(Path file, List<String> arguments, RunOptions options) {
    public RunRequest {
        arguments = List.copyOf(arguments);
    }

    public RunRequest(Path file, List<String> arguments) {
        this(file, arguments, RunOptions.NONE);
    }

    /** Whether {@code --help} stands among the options. */
    boolean asksForHelp() {
        int end = arguments.indexOf("--");
        return arguments.subList(0, end < 0 ? arguments.size() : end).contains("--help");
    }
}
