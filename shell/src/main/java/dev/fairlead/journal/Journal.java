package dev.fairlead.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The changes made from this machine, one JSON object a line, oldest first. Writing never fails a change: what was done
 * was done. Lines are written whole, so several shells may share the file.
 */
public final class Journal {
    private final Path file;
    private final String user;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    public Journal(Path stateDirectory, String user) {
        this.file = stateDirectory.resolve("journal.ndjson");
        this.user = user;
    }

    /** Who makes the changes. */
    public String user() {
        return user;
    }

    /** Where it is kept, and what else is kept of this user's work. */
    public Path directory() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** Tells of every change from now on, on the thread that made it, until {@link #unlisten}. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    public void unlisten(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    public void record(String place, String action, String target, String outcome) {
        Change change = new Change(Instant.now(), user, place, action, target, outcome);
        listeners.forEach(listener -> listener.accept(change));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    mapper().writeValueAsString(change) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // A full disk or a read-only home must not turn a change that was made into a failure.
            System.getLogger(Journal.class.getName()).log(System.Logger.Level.DEBUG, "journal not written", e);
        }
    }

    /** The newest changes, oldest first; lines that cannot be read are passed over. */
    public List<Change> newest(int count) {
        List<Change> changes = new ArrayList<>();
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            for (String line : lines.subList(Math.max(0, lines.size() - count), lines.size())) {
                read(line, changes);
            }
        } catch (IOException e) {
            return changes;
        }
        return changes;
    }

    private static void read(String line, List<Change> into) {
        try {
            into.add(mapper().readValue(line, Change.class));
        } catch (JsonProcessingException e) {
            // A line cut short by a crash says nothing that could be shown.
        }
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }
}
