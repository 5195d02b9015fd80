package dev.fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a session's lines is in the file, and what the session itself recalls. */
final class SessionHistoryTest {
    @Test
    void valuesThatMayBeSecretAreRecalledInTheirOwnSessionOnly(@TempDir Path home) throws IOException {
        Path file = home.resolve("state/history");
        String line = "build image . --build-arg KEY=hunter22";
        try (Terminal terminal = new DumbTerminal(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())) {
            LineReaderBuilder builder = LineReaderBuilder.builder().terminal(terminal);
            assertEquals(Optional.empty(), SessionHistory.keepIn(file, builder));
            LineReader reader = builder.build();
            reader.getHistory().attach(reader);
            reader.getHistory().add(line);
            reader.getHistory().add(line);
            reader.getHistory().add("cluster ns");
            reader.getHistory().add(" rollout deploy web -e KEY=hunter22");
            reader.getHistory().add("image login a --password hunter22");
            reader.getHistory().save();
            assertEquals(line, reader.getHistory().get(0));
            assertEquals(
                    "image login a --password hunter22", reader.getHistory().get(2));
        }
        assertEquals(List.of("build image . --build-arg KEY=***", "cluster ns"), Files.readAllLines(file));
    }
}
