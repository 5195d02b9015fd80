package dev.fairlead.terminal;

import dev.fairlead.command.LineParser;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The lines typed before, of this session and others, in a file that only its owner reads. Each line is appended as it
 * is run, so that several shells may share the file. Lines with a password or token are recalled in their own session
 * only; of others, the values that may be secret are.
 */
final class SessionHistory extends DefaultHistory {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(password|passwd|passphrase|token|secret)[\\w-]*\\s*[=:,]?\\s*\\S+|\\s--notify\\b|(^|\\s)login\\b.*\\s-p[= ]?\\S+");

    private static final int LINES = 10_000;

    private boolean saving;

    @Override
    public boolean isPersistable(Entry entry) {
        return !SECRET.matcher(entry instanceof Typed typed ? typed.typed() : entry.line())
                .find();
    }

    @Override
    public synchronized void save() throws IOException {
        saving = true;
        try {
            super.save();
        } finally {
            saving = false;
        }
    }

    @Override
    protected EntryImpl createEntry(int index, Instant time, String line) {
        return new Typed(index, time, line);
    }

    /** A line that is itself in its session, and masked in the file. */
    private final class Typed extends EntryImpl {
        Typed(int index, Instant time, String line) {
            super(index, time, line);
        }

        String typed() {
            return super.line();
        }

        @Override
        public String line() {
            return saving ? KeptLine.of(typed()) : typed();
        }
    }

    /**
     * Keeps the reader's history in a file.
     *
     * @return why it is not kept, where the file cannot be written
     */
    static Optional<String> keepIn(Path file, LineReaderBuilder reader) {
        reader.history(new SessionHistory())
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.HISTORY_SIZE, LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, LINES);
        try {
            prepare(file);
            reader.variable(LineReader.HISTORY_FILE, file);
            return Optional.empty();
        } catch (IOException | OpsException e) {
            return Optional.of("history is not kept: cannot write " + LineParser.quote(file.toString()));
        }
    }

    private static void prepare(Path file) throws IOException {
        OwnFolder.make(Objects.requireNonNull(file.getParent()));
        new OwnFile(file).own();
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new IOException("not writable");
        }
    }
}
