package dev.fairlead.script.replay;

import dev.fairlead.failure.OpsException;
import dev.fairlead.files.OwnFile;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The recordings of this user's scripts, each in a file. Where they cannot be kept or trusted there are none. */
public final class Recordings {
    private static final String ENDING = ".recording";
    private static final long MOST_BYTES = 32L << 20;
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path directory;
    private final long mostBytes;
    private final OwnDirectory own;

    public Recordings(Path directory) {
        this(directory, MOST_BYTES);
    }

    /** @param mostBytes what all files together may take; those unused for longest go first */
    public Recordings(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.own = new OwnDirectory(directory);
    }

    /** The recording of exactly this text in this place, if the files that it opens are the same, too. */
    public Optional<Recording> find(Path script, SourceText text, ScriptFiles files) {
        Optional<String> key = key(script, text);
        Optional<Path> file = key.flatMap(known -> own.file(fileName(script, known)));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Recording recording = RecordingFormat.read(key.get(), Files.readAllBytes(file.get()));
            used(file.get());
            return isCurrent(recording, files) ? Optional.of(recording) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // what is damaged, or of another version, is recorded anew
            return Optional.empty();
        }
    }

    /** Keeps a recording if it can; a script has run by then, so nothing here is a failure. */
    public void keep(Path script, SourceText text, Recording recording) {
        try {
            Optional<String> key = key(script, text);
            if (key.isEmpty() || !own.make()) {
                return;
            }
            byte[] bytes = RecordingFormat.write(key.get(), recording);
            if (bytes.length > mostBytes / 2) {
                return;
            }
            Path file = directory.resolve(fileName(script, key.get()));
            if (Files.isSymbolicLink(file)) {
                Files.delete(file);
            }
            new OwnFile(file).replace(bytes);
            forgetOldest();
        } catch (IOException | OpsException e) {
            // without a recording the next run compiles again
        }
    }

    private static Optional<String> key(Path script, SourceText text) {
        return CompiledWith.name().map(name -> name + script.toAbsolutePath().normalize() + "\n" + text.text());
    }

    /** Two keys of one name would only replace each other: a recording holds its whole key. */
    private static String fileName(Path script, String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        String start = script.getFileName().toString().replaceAll("[^\\w.-]", "_");
        return start.substring(0, Math.min(40, start.length())) + "-" + Long.toHexString(hash) + ENDING;
    }

    private static boolean isCurrent(Recording recording, ScriptFiles files) {
        try {
            return recording.sources().stream()
                    .skip(1)
                    .allMatch(source -> files.read(source.file()).text().equals(source.text()));
        } catch (OpsException e) {
            return false;
        }
    }

    private static void used(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // on a disk that cannot be written nothing is forgotten either
        }
    }

    private void forgetOldest() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = new ArrayList<>(all.toList());
        }
        FileTime abandoned = FileTime.from(Instant.now().minus(ABANDONED));
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            Entry entry = new Entry(file, Files.size(file), Files.getLastModifiedTime(file));
            if (file.toString().endsWith(ENDING)) {
                entries.add(entry);
            } else if (entry.used().compareTo(abandoned) < 0) {
                Files.deleteIfExists(file);
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        long left = entries.stream().mapToLong(Entry::size).sum();
        for (Entry entry : entries) {
            if (left <= mostBytes) {
                return;
            }
            Files.deleteIfExists(entry.file());
            left -= entry.size();
        }
    }

    private record Entry(Path file, long size, FileTime used) {}
}
