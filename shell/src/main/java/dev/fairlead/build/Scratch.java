package dev.fairlead.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory for the time of one build. */
final class Scratch implements AutoCloseable {
    private final Path directory;

    private Scratch(Path directory) {
        this.directory = directory;
    }

    static Scratch open() throws IOException {
        return new Scratch(Files.createTempDirectory("fairlead-build"));
    }

    /** A new directory in it. */
    Path directory(String prefix) throws IOException {
        return Files.createTempDirectory(directory, prefix);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
