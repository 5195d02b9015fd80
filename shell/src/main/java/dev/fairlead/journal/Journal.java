package dev.fairlead.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.FormatVersion;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
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
 * was done. Lines are written whole, so several shells may share the file. Nobody else can read it.
 */
public final class Journal {
    private static final FormatVersion VERSION = new FormatVersion(1);

    private final Path file;
    private final String user;
    private final List<Consumer<JournalEntry>> listeners = new CopyOnWriteArrayList<>();

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
    public void listen(Consumer<JournalEntry> listener) {
        listeners.add(listener);
    }

    public void unlisten(Consumer<JournalEntry> listener) {
        listeners.remove(listener);
    }

    public void record(ChangePlace place, String action, String target, String outcome) {
        JournalEntry change = new JournalEntry(Instant.now(), user, place, action, target, outcome);
        listeners.forEach(listener -> listener.accept(change));
        try {
            OwnFolder.make(directory());
            // Before it was its owner's alone, others could read it.
            new OwnFile(file).own();
            ObjectMapper mapper = mapper();
            ObjectNode line = mapper.createObjectNode().put(FormatVersion.FIELD, VERSION.current());
            line.setAll((ObjectNode) mapper.valueToTree(change));
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException | OpsException e) {
            // A full disk or a read-only home must not turn a change that was made into a failure.
            System.getLogger(Journal.class.getName()).log(System.Logger.Level.DEBUG, "journal not written", e);
        }
    }

    /**
     * The newest changes, oldest first; lines that cannot be read are passed over.
     *
     * @throws OpsException of kind INVALID where a newer fairlead has written one of them
     */
    public List<JournalEntry> newest(int count) {
        List<JournalEntry> changes = new ArrayList<>();
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            for (int i = Math.max(0, lines.size() - count); i < lines.size(); i++) {
                read(lines.get(i), i + 1, changes);
            }
        } catch (IOException e) {
            return changes;
        }
        return changes;
    }

    private void read(String line, int number, List<JournalEntry> into) {
        ObjectMapper mapper = mapper();
        try {
            if (mapper.readTree(line) instanceof ObjectNode known) {
                JsonNode version = known.remove(FormatVersion.FIELD);
                VERSION.require(version == null ? 1 : version.asInt(1), file + ":" + number);
                into.add(mapper.treeToValue(known, JournalEntry.class));
            }
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
