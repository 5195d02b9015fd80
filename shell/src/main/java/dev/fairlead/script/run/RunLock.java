package dev.fairlead.script.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.Pause;
import dev.fairlead.files.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a run to one process at a time. The lock is the operating system's, on a file beside the journal, and goes with
 * its process however that ends. The file stays as long as the journal: two that locked different files of one name would
 * both have the run.
 */
final class RunLock implements AutoCloseable {
    private static final String ENDING = ".lock";
    private static final int TRIES = 5;
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final String UNKNOWN = "";
    private static final String CANCELLED = "cancelled before the run had its lock";

    /** Asked before a file is opened: closing any channel to it gives up all locks that this process has on it. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty where somebody has it, this process included. */
    static Optional<RunLock> take(Path journal) throws IOException {
        synchronized (OURS) {
            Path file = file(journal);
            if (OURS.contains(file)) {
                return Optional.empty();
            }
            new OwnFile(file, "the run's lock " + file).own();
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            try {
                if (locks(channel)) {
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap(owner().getBytes(StandardCharsets.UTF_8)));
                    OURS.add(file);
                    return Optional.of(new RunLock(file, channel));
                }
                return Optional.empty();
            } catch (ClosedByInterruptException e) {
                throw new Cancelled(CANCELLED);
            } finally {
                if (!OURS.contains(file)) {
                    channel.close();
                }
            }
        }
    }

    /** Who only asks who has it has it for a moment. */
    private static boolean locks(FileChannel channel) throws IOException {
        for (int i = 1; channel.tryLock() == null; i++) {
            if (i == TRIES) {
                return false;
            }
            Pause.of(BETWEEN, CANCELLED);
        }
        return true;
    }

    /** Who has it: {@link #owner} in that process, and nothing where that cannot be read; empty where nobody has. */
    static Optional<String> holder(Path journal) {
        synchronized (OURS) {
            try {
                Path file = file(journal);
                if (OURS.contains(file)) {
                    return Optional.of(owner());
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    return channel.tryLock() == null ? Optional.of(Files.readString(file)) : Optional.empty();
                }
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(UNKNOWN);
            }
        }
    }

    /** Whether there is one to hold: runs of an older fairlead have none. */
    static boolean isKnown(Path journal) {
        try {
            return Files.exists(file(journal));
        } catch (IOException e) {
            return false;
        }
    }

    /** This process, with when it began, as numbers come again. */
    private static String owner() {
        ProcessHandle process = ProcessHandle.current();
        return RunHeader.process(process.pid(), RunHeader.began(process));
    }

    /** Removes it with its journal. */
    static void forget(Path journal) throws IOException {
        Files.deleteIfExists(file(journal));
    }

    /** One name for it, by whichever way its directory is reached. */
    private static Path file(Path journal) throws IOException {
        Path absolute = journal.toAbsolutePath();
        return absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName() + ENDING);
    }

    @Override
    public void close() {
        synchronized (OURS) {
            OURS.remove(file);
            try {
                channel.close();
            } catch (IOException e) {
                // then it goes with the process
                System.getLogger(RunLock.class.getName()).log(System.Logger.Level.DEBUG, "lock not closed", e);
            }
        }
    }
}
