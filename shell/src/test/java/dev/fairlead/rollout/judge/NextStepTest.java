package dev.fairlead.rollout.judge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.LineParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NextStepTest {
    @Test
    void everyNextStepIsALineThatFairleadUnderstands(@TempDir Path home) throws IOException, URISyntaxException {
        Set<String> lines = new TreeSet<>();
        for (Path file : JudgeTest.files()) {
            JudgeCase read = JudgeCase.read(file);
            read.header()
                    .expect()
                    .forEach(expected ->
                            JudgeTest.judge(read, expected).verdicts().forEach(verdict -> lines.add(verdict.next())));
        }
        assertTrue(lines.size() > 20, () -> "too few to show anything: " + lines);
        try (Shell shell = new Shell(home, Map.of())) {
            CommandTree commands = shell.wiring().commands();
            for (String line : lines) {
                List<String> words = LineParser.words(line);
                assertDoesNotThrow(() -> commands.parse(words), line);
            }
        }
    }
}
