package dev.fairlead.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemFailuresTest {
    @Test
    void theWordsAreThoseOfTheSystemNotThePath() {
        assertEquals("permission denied", SystemFailures.why(new AccessDeniedException("/x")));
        assertEquals("no such file or directory", SystemFailures.why(new NoSuchFileException("/x")));
        assertEquals("it is no UTF-8 text", SystemFailures.why(new MalformedInputException(1)));
        assertEquals("Not a directory", SystemFailures.why(new FileSystemException("/x/y", null, "Not a directory")));
        assertEquals("broken pipe", SystemFailures.why(new IOException("broken pipe")));
        assertEquals("IOException", SystemFailures.why(new IOException()));
    }

    @Test
    void itIsWhatJavaReallyThrows(@TempDir Path directory) {
        IOException missing =
                Assertions.assertThrows(IOException.class, () -> Files.readString(directory.resolve("none")));
        assertEquals("no such file or directory", SystemFailures.why(missing));
        IOException isDirectory = Assertions.assertThrows(IOException.class, () -> Files.readString(directory));
        assertEquals("Is a directory", SystemFailures.why(isDirectory));
    }
}
