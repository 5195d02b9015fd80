package dev.fairlead.docker;

import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program on the {@code PATH} of the settings, started with their environment only. */
public final class HelperProgram {
    private final Settings settings;
    private final Path file;

    private HelperProgram(Settings settings, Path file) {
        this.settings = settings;
        this.file = file;
    }

    /** The first executable file of that name on the path. */
    public static Optional<HelperProgram> find(Settings settings, String name) {
        for (String directory :
                settings.variable("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")) {
            Path file = settings.path(directory.isEmpty() ? "." : directory).resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(new HelperProgram(settings, file));
            }
        }
        return Optional.empty();
    }

    /** Starts it in the working directory of the settings; its streams are pipes. */
    public Process start(List<String> arguments) throws IOException {
        return builder(arguments).start();
    }

    /**
     * Starts it elsewhere; what it prints as errors comes with its output.
     *
     * @param more variables beside those of the settings
     */
    public Process start(List<String> arguments, Path directory, Map<String, String> more) throws IOException {
        ProcessBuilder builder = builder(arguments);
        builder.environment().putAll(more);
        return builder.directory(directory.toFile()).redirectErrorStream(true).start();
    }

    /** What starts it so, for who wants other streams or further variables. */
    public ProcessBuilder builder(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(file.toString());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(settings.environment());
        builder.directory(settings.workingDirectory().toFile());
        return builder;
    }
}
