package dev.fairlead.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir
    private Path home;

    private Path file;
    private Journal journal;

    @BeforeEach
    void begin() {
        Path state = home.resolve("state");
        file = state.resolve("journal.ndjson");
        journal = new Journal(state, "ann");
    }

    @Test
    void itIsItsOwnersAloneAlsoWhereOthersCouldReadIt() throws IOException {
        record("web");
        assertEquals("rw-------", rights(file));
        assertEquals("rwx------", rights(file.getParent()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        record("api");
        assertEquals("rw-------", rights(file));
        assertEquals(List.of("web", "api"), targets());
    }

    @Test
    void anOlderOneIsReadAndGoesOn() throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream older = Objects.requireNonNull(getClass().getResourceAsStream("/older/journal.ndjson"))) {
            Files.copy(older, file);
        }
        record("api");
        assertEquals(List.of("deployment/web", "api"), targets());
        assertEquals("ann", journal.newest(2).get(0).user());
    }

    @Test
    void aLineOfANewerFairleadIsRefusedByName() throws IOException {
        record("web");
        Files.writeString(file, "{\"version\":7,\"when\":1}\n", StandardOpenOption.APPEND);
        OpsException refused = assertThrows(OpsException.class, () -> journal.newest(5));
        assertEquals(FailureKind.INVALID, refused.kind());
        assertTrue(
                refused.message().startsWith(file + ":2 was written by a newer fairlead: it has version 7"),
                refused.message());
    }

    /** What was done was done. */
    @Test
    void whereItCannotBeWrittenNothingFails() throws IOException {
        Files.createFile(home.resolve("state"));
        record("web");
        assertEquals(List.of(), targets());
    }

    private void record(String target) {
        journal.record(ChangePlace.in("sandbox", "default"), "deploy", target, "created");
    }

    private List<String> targets() {
        return journal.newest(10).stream().map(JournalEntry::target).toList();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
