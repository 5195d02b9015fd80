package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.replay.Recording;
import dev.fairlead.script.replay.RecordingFormat;
import dev.fairlead.script.run.RunOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Journals and recordings of other versions of fairlead. */
final class RunVersionsTest extends ScriptsWithSteps {
    private static final String RUN = "ship-20261130-151437-ea6";

    @Test
    void anOlderRunIsListedAndGoneOnWith() throws IOException {
        copy("ship.jsh", "ship.jsh");
        copy("ship-run.ndjson", journal(RUN).toString());
        assertEquals("broken off", scripts().runs().get(0).outcome());
        resume("ship");
        assertEquals(List.of("Build DONE_BEFORE", "Push SUCCEEDED"), steps);
        assertEquals("pushing [team/web:v1, team/web:latest]\n", printed.toString());
        assertThrows(OpsException.class, () -> resume(RUN));
    }

    @Test
    void aNewerRunIsRefusedByName() throws IOException {
        copy("ship-run.ndjson", journal(RUN).toString());
        Files.writeString(journal("ship-next"), "{\"what\":\"run\",\"version\":9}\n");
        assertEquals(1, scripts().runs().size());
        assertEquals(List.of("ship-next"), scripts().newerRuns());
        OpsException refused = assertThrows(
                OpsException.class,
                () -> scripts().resume(new ResumeRequest("ship-next", List.of(), RunOptions.NONE, true), event -> {}));
        assertEquals(FailureKind.INVALID, refused.kind());
        assertTrue(
                refused.message()
                        .startsWith("the run's journal " + journal("ship-next") + " was written by a newer fairlead"),
                refused.message());
    }

    @Test
    void aRecordingOfAnotherVersionIsNone() throws IOException {
        byte[] bytes = RecordingFormat.write("key", new Recording(List.of(), Map.of(), List.of(), Map.of()));
        assertEquals(List.of(), RecordingFormat.read("key", bytes).sources());
        ByteBuffer.wrap(bytes).putShort(2, (short) 9);
        assertThrows(IOException.class, () -> RecordingFormat.read("key", bytes));
    }

    private Path journal(String run) {
        return directory.resolve(".local/state/fairlead/runs/" + run + ".ndjson");
    }

    private void copy(String resource, String to) throws IOException {
        Path file = directory.resolve(to);
        Files.createDirectories(file.getParent());
        try (InputStream older = Objects.requireNonNull(getClass().getResourceAsStream("/older/" + resource))) {
            Files.copy(older, file);
        }
    }
}
