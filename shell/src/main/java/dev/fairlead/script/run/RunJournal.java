package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Change;
import dev.fairlead.raw.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run has done, line by line as it does it, for the run that goes on after it. Nobody else can read it, and no
 * secret is in it.
 */
final class RunJournal {
    private final Path file;
    private final Secrets secrets;

    private RunJournal(Path file, Secrets secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    /** @throws OpsException when it cannot be written: a run that could not go on must be told before it begins */
    static RunJournal begin(Path file, RunHeader header, Secrets secrets) {
        try {
            create(file);
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot keep the run's journal " + file + ": " + e, e);
        }
        RunJournal journal = new RunJournal(file, secrets);
        journal.write(header.line(secrets, file.resolveSibling("")));
        return journal;
    }

    /** Makes an empty file that nobody else can read. */
    static void create(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent());
        Files.createDirectories(directory.getParent());
        if (Files.notExists(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    void began(StepNode step) {
        write(line("began").put("step", step.key()));
    }

    void changed(StepNode step, Change change) {
        write(line("change")
                .put("step", step.key())
                .put("place", change.place())
                .put("target", change.target()));
    }

    /**
     * A step is done.
     *
     * @param result empty where it cannot be recorded: the step is run again then
     */
    void finished(String step, Optional<JsonNode> result, List<World.Seen> seen) {
        ObjectNode line = line("finished").put("step", step);
        boolean kept = result.isPresent() && !secrets.isIn(result.get().toString());
        if (kept) {
            line.set("result", result.get());
        }
        seen.forEach(one -> line.withArray("seen")
                .addObject()
                .put("place", one.place())
                .put("action", one.action())
                .put("target", one.target())
                .put("identity", one.identity()));
        write(line);
    }

    void failed(StepNode step, StepFailure failure) {
        write(line("failed").put("step", step.key()).put("message", secrets.mask(failure.message())));
    }

    void ended(String outcome, int exitCode) {
        write(line("ended").put("outcome", outcome).put("exitCode", exitCode));
    }

    private static ObjectNode line(String what) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("what", what)
                .put("at", Instant.now().toString());
    }

    private synchronized void write(ObjectNode line) {
        try {
            Files.writeString(file, secrets.mask(line.toString()) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            // a full disk must not end a deployment half-way; the run can only not go on from here
            System.getLogger(RunJournal.class.getName()).log(System.Logger.Level.DEBUG, "journal not written", e);
        }
    }
}
