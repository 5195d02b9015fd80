package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.run.RunOptions;
import dev.fairlead.script.run.RunSurroundings;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One script in a directory of its own, what its runs print, and how its steps end; without a cluster. */
abstract class ScriptsWithSteps {
    @TempDir
    Path directory;

    final StringBuffer printed = new StringBuffer();
    final List<String> steps = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    Optional<Boolean> answer = Optional.empty();

    @BeforeEach
    void make() {
        environment.put("HOME", directory.toString());
    }

    ScriptService scripts() {
        Settings settings = Settings.of(environment, directory, directory);
        Journal journal = new Journal(settings.stateDirectory(), "tester");
        return new ScriptService(
                TestApi.services(),
                new RunSurroundings(settings, journal, question -> answer, question -> Optional.empty()));
    }

    void script(String text) throws IOException {
        Files.writeString(directory.resolve("test.jsh"), text);
    }

    ScriptResult run(String... words) {
        return scripts().run(new RunRequest(directory.resolve("test.jsh"), List.of(words)), this::take);
    }

    OpsException fails(String... words) {
        return assertThrows(OpsException.class, () -> run(words));
    }

    void resume(String run) {
        scripts().resume(new ResumeRequest(run, List.of(), RunOptions.NONE, false), this::take);
    }

    private void take(ProgressEvent event) {
        if (event instanceof ProgressEvent.Within within) {
            take(within.event());
        } else if (event instanceof ProgressEvent.StepFinished finished) {
            steps.add(finished.path() + " " + finished.outcome());
        } else if (event instanceof ProgressEvent.Printed text) {
            printed.append(text.text());
        } else if (event instanceof ProgressEvent.Warning warning) {
            printed.append(warning.text()).append('\n');
        } else if (event instanceof ProgressEvent.Note note && !note.text().startsWith("waiting")) {
            printed.append(note.text()).append('\n');
        }
    }
}
