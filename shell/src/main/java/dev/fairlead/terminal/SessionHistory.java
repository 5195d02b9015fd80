package dev.fairlead.terminal;

import dev.fairlead.command.LineParser;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private final Path file;

    private SessionHistory(Path file) {
        this.file = file;
    }

    /** What is kept otherwise than it was typed is written by {@link #add}. */
    @Override
    public boolean isPersistable(Entry entry) {
        return !SECRET.matcher(entry.line()).find()
                && HistoryLine.of(entry.line()).equals(entry.line());
    }

    @Override
    public void add(Instant time, String line) {
        int before = last();
        super.add(time, line);
        String kept = HistoryLine.of(line);
        if (last() > before && !kept.equals(line) && !SECRET.matcher(line).find()) {
            append(kept);
        }
    }

    /** As the reader writes its lines. */
    private void append(String line) {
        String escaped = line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        try {
            Files.writeString(file, escaped + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            // As with every other line, the history is then not longer than the session.
            return;
        }
    }

    /**
     * Keeps the reader's history in a file.
     *
     * @return why it is not kept, where the file cannot be written
     */
    static Optional<String> keepIn(Path file, LineReaderBuilder reader) {
        reader.history(new SessionHistory(file))
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
