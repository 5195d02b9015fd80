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

    /** Whether {@code --help} stands among the options. */
    boolean asksForHelp() {
        int end = arguments.indexOf("--");
        return arguments.subList(0, end < 0 ? arguments.size() : end).contains("--help");
    }
}
