package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Trouble;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
import dev.fairlead.journal.Change;
import dev.fairlead.raw.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
            OwnFolder.make(Objects.requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED, "cannot write the run's journal " + file + ": " + Trouble.why(e), e);
        }
        new OwnFile(file, "the run's journal " + file).begin();
        RunJournal journal = new RunJournal(file, secrets);
        journal.write(header.line(secrets, file.resolveSibling("")));
        return journal;
    }

    void began(StepNode step) {
        write(line("began").put("step", step.path()));
    }

    void changed(StepNode step, Change change) {
        write(line("change")
                .put("step", step.path())
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
        write(line("failed").put("step", step.path()).put("message", secrets.mask(failure.message())));
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
