package dev.fairlead.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreferencesTest {
    @TempDir
    private Path home;

    @Test
    void whatNobodySettledIsEmpty() {
        assertEquals(Optional.empty(), settings(Map.of()).preference("rollout.restarts"));
    }

    @Test
    void theFileSettlesAndTheEnvironmentWinsOverIt() throws IOException {
        write("# patience\n\nrollout.restarts = 5\n  rollout.pending=2m  \n");

        assertEquals(
                5,
                settings(Map.of()).preference("rollout.restarts").orElseThrow().count());
        assertEquals(
                Duration.ofMinutes(2),
                settings(Map.of()).preference("rollout.pending").orElseThrow().duration());
        Preference won = settings(Map.of("FAIRLEAD_ROLLOUT_RESTARTS", "7"))
                .preference("rollout.restarts")
                .orElseThrow();
        assertEquals(7, won.count());
        assertEquals("$FAIRLEAD_ROLLOUT_RESTARTS", won.source());
    }

    @Test
    void theFileMaySayWhatItWasWrittenForAndANewerOneIsRefusedByName() throws IOException {
        write("version = 1\nrollout.restarts = 5\n");
        assertEquals(
                5,
                settings(Map.of()).preference("rollout.restarts").orElseThrow().count());
        write("# of tomorrow\nversion=2\nrollout.patience = calm\n");
        OpsException refused =
                assertThrows(OpsException.class, () -> settings(Map.of()).preference("rollout.restarts"));
        assertEquals(FailureKind.INVALID, refused.kind());
        assertTrue(
                refused.message().contains("settings.properties:2 was written by a newer fairlead: it has version 2"),
                refused.message());
    }

    @Test
    void theFileIsWhereTheConfigurationIs() throws IOException {
        Path elsewhere = home.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("fairlead"));
        Files.writeString(elsewhere.resolve("fairlead/settings.properties"), "rollout.stable = 9s");

        assertEquals(
                Duration.ofSeconds(9),
                settings(Map.of("XDG_CONFIG_HOME", elsewhere.toString()))
                        .preference("rollout.stable")
                        .orElseThrow()
                        .duration());
    }

    @Test
    void aBadValueIsAnErrorThatNamesFileLineAndKey() throws IOException {
        write("\nrollout.restarts = often\nrollout.pending = soon\n");
        Settings settings = settings(Map.of());

        OpsException count = assertThrows(
                OpsException.class,
                () -> settings.preference("rollout.restarts").orElseThrow().count());
        assertEquals(FailureKind.INVALID, count.kind());
        assertEquals(file() + ":2: rollout.restarts: 'often' is no count; write e.g. 2", count.message());
        OpsException duration = assertThrows(
                OpsException.class,
                () -> settings.preference("rollout.pending").orElseThrow().duration());
        assertEquals(
                file() + ":3: rollout.pending: 'soon' is no duration; write e.g. 90s, 2m or 1h30m", duration.message());
    }

    @Test
    void aBadValueOfTheEnvironmentNamesTheVariable() {
        OpsException failed = assertThrows(
                OpsException.class,
                () -> settings(Map.of("FAIRLEAD_ROLLOUT_RESTARTS", "-1"))
                        .preference("rollout.restarts")
                        .orElseThrow()
                        .count());
        assertTrue(failed.message().startsWith("$FAIRLEAD_ROLLOUT_RESTARTS: rollout.restarts: '-1'"), failed.message());
    }

    @ParameterizedTest
    @CsvSource({
        "rollout.restart = 3, 'there is no setting rollout.restart; there are rollout.restarts, rollout.pending'",
        "rollout.restarts, 'is no setting; write e.g. rollout.restarts = 3'",
        "= 3, 'is no setting'"
    })
    void aLineThatSettlesNothingIsAnErrorThatNamesIt(String line, String words) throws IOException {
        write("rollout.stable = 2s\n" + line + "\n");

        OpsException failed =
                assertThrows(OpsException.class, () -> settings(Map.of()).preference("rollout.stable"));
        assertEquals(FailureKind.INVALID, failed.kind());
        assertTrue(failed.message().startsWith(file() + ":2: "), failed.message());
        assertTrue(failed.message().contains(words), failed.message());
    }

    @Test
    void aDurationBeyondAllMeasureIsAnError() throws IOException {
        write("rollout.pending = 99999999999999999999h");
        OpsException failed = assertThrows(
                OpsException.class,
                () -> settings(Map.of())
                        .preference("rollout.pending")
                        .orElseThrow()
                        .duration());
        assertTrue(failed.message().contains("longer than any duration"), failed.message());
    }

    private Path file() {
        return home.resolve(".config/fairlead/settings.properties");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HOME", home.toString());
        return Settings.of(environment, home, home);
    }
}
