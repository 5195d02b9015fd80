package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.JournalEntry;
import dev.fairlead.script.io.Secrets;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done, line by line as it does it, for the run that goes on after it. Nobody else can read it, and no
 * secret is in it. The run has its lock until the journal is closed.
 *
 * <p>Behind its lines the file holds line feeds: room that is taken from the disk before a step begins, so that what the
 * step does can be recorded however full the disk is then.
 */
final class RunJournal implements AutoCloseable {
    private static final int ROOM = 64 * 1024;

    private final Path file;
    private final RunLock lock;
    // A channel would be closed by the interruption of a thread that writes, and Ctrl-C is one.
    private final RandomAccessFile out;
    private final Secrets secrets;
    private long end;
    private Optional<String> trouble = Optional.empty();

    private RunJournal(Path file, RunLock lock, RandomAccessFile out, Secrets secrets) {
        this.file = file;
        this.lock = lock;
        this.out = out;
        this.secrets = secrets;
    }

    /**
     * Begins the journal of a run.
     *
     * @param carried lines of the run that this one goes on with
     * @throws OpsException when it cannot be written: a run that could not go on must be told before it begins
     */
    static RunJournal begin(Path file, RunHeader header, List<String> carried, Secrets secrets) {
        try {
            OwnFolder.make(Objects.requireNonNull(file.getParent()));
            new OwnFile(file, "the run's journal " + file).begin();
        } catch (IOException e) {
            throw unwritten(
                    FailureKind.FAILED, "cannot write the run's journal " + file + ": " + SystemFailures.why(e), e);
        } catch (OpsException e) {
            throw unwritten(e.kind(), e.message(), e);
        }
        RunJournal journal = null;
        try {
            RunLock lock = RunLock.take(file).orElseThrow(() -> new IOException("another process has its lock"));
            journal = new RunJournal(file, lock, new RandomAccessFile(file.toFile(), "rw"), secrets);
            journal.append(
                    secrets.mask(header.line(secrets, file.resolveSibling("")).toString()) + "\n");
            journal.append(carried.stream().map(line -> line + "\n").collect(Collectors.joining()));
            journal.makeRoom();
            return journal;
        } catch (IOException e) {
            forget(file, journal);
            throw unwritten(
                    FailureKind.FAILED, "cannot write the run's journal " + file + ": " + SystemFailures.why(e), e);
        }
    }

    private static OpsException unwritten(FailureKind kind, String message, Exception cause) {
        String why = "; a step runs only where it can be recorded. $XDG_STATE_HOME says where journals are";
        return new OpsException(kind, message + why, cause);
    }

    /** One that holds less than it must. */
    private static void forget(Path file, @Nullable RunJournal journal) {
        try {
            if (journal != null) {
                journal.close();
            }
            Files.deleteIfExists(file);
            RunLock.forget(file);
        } catch (IOException e) {
            // without a first line it is no journal
            System.getLogger(RunJournal.class.getName()).log(System.Logger.Level.DEBUG, "journal not removed", e);
        }
    }

    /** @throws OpsException when the step could not be recorded, so that it must not run */
    void began(StepNode step) {
        roomTrouble().ifPresent(why -> {
            throw new OpsException(
                    FailureKind.FAILED,
                    "step " + step.path() + " is not begun: cannot write the run's journal " + file + ": " + why);
        });
        write(line("began").put("step", step.path()));
    }

    void changed(StepNode step, JournalEntry change) {
        write(line("change")
                .put("step", step.path())
                .put("place", change.place().toString())
                .put("target", change.target()));
    }

    /**
     * A step is done.
     *
     * @param result empty where it cannot be recorded: the step is run again then
     */
    void finished(String step, Optional<JsonNode> result, List<ClusterSnapshots.Seen> seen) {
        ObjectNode line = line("finished").put("step", step);
        boolean kept = result.isPresent() && !secrets.isIn(result.get().toString());
        if (kept) {
            line.set("result", result.get());
        }
        seen.forEach(one -> add(one, line.withArray("seen").addObject()));
        write(line);
    }

    private static void add(ClusterSnapshots.Seen seen, ObjectNode to) {
        to.put("place", seen.place().toString());
        if (seen.place() instanceof ChangePlace.InContext place) {
            to.put("context", place.context()).put("namespace", place.namespace());
        }
        to.put("action", seen.action()).put("target", seen.target()).put("identity", seen.identity());
    }

    void failed(StepNode step, StepFailure failure) {
        write(line("failed").put("step", step.path()).put("message", secrets.mask(failure.message())));
    }

    void ended(String outcome, int exitCode) {
        write(line("ended").put("outcome", outcome).put("exitCode", exitCode));
    }

    /** Why a line of it is missing; empty while it is whole. */
    synchronized Optional<String> trouble() {
        return trouble;
    }

    /** Gives back what room is left, and the lock. */
    @Override
    public synchronized void close() {
        try (lock;
                out) {
            out.setLength(end);
        } catch (IOException e) {
            // the line feeds stay, and say nothing
            System.getLogger(RunJournal.class.getName()).log(System.Logger.Level.DEBUG, "room not given back", e);
        }
    }

    private static ObjectNode line(String what) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("what", what)
                .put("at", Instant.now().toString());
    }

    private synchronized void write(ObjectNode line) {
        if (trouble.isPresent()) {
            return;
        }
        try {
            append(secrets.mask(line.toString()) + "\n");
        } catch (IOException e) {
            // What runs now is not ended half-way; no further step begins.
            trouble = Optional.of(SystemFailures.why(e));
        }
    }

    private void append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.seek(end);
        out.write(bytes);
        end += bytes.length;
    }

    /** Why a step cannot be recorded; empty where it can. */
    private synchronized Optional<String> roomTrouble() {
        try {
            if (trouble.isEmpty()) {
                makeRoom();
            }
            return trouble;
        } catch (IOException e) {
            return Optional.of(SystemFailures.why(e));
        }
    }

    private void makeRoom() throws IOException {
        long missing = end + ROOM - out.length();
        if (missing > 0) {
            byte[] room = new byte[(int) missing];
            Arrays.fill(room, (byte) '\n');
            out.seek(out.length());
            out.write(room);
        }
    }
}
