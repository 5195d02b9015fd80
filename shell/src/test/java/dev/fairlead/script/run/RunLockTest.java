package dev.fairlead.script.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a run; the locks of other processes are ResumedOnceTest's. */
final class RunLockTest {
    @TempDir
    Path directory;

    @Test
    void aRunWhoseHolderCannotBeLookedUpIsHeld() throws Exception {
        Path journal = directory.resolve("run.ndjson");
        assertEquals(Optional.empty(), RunLock.holder(journal));
        assertEquals(Optional.empty(), RunLock.holder(directory.resolve("none").resolve("run.ndjson")));
        RunLock.take(journal).orElseThrow().close();
        assertEquals(Optional.empty(), RunLock.holder(journal));
        RunLock.forget(journal);
        Files.createDirectory(directory.resolve("run.ndjson.lock"));
        assertTrue(RunLock.holder(journal).isPresent());
    }

    @Test
    void anInterruptedThreadSeesThatAnotherProcessHasIt() throws Exception {
        Path journal = directory.resolve("run.ndjson");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        journal.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('h', holder.getInputStream().read());
            assertTrue(RunLock.holder(journal).orElseThrow().startsWith(holder.pid() + " "));
            Thread.currentThread().interrupt();
            assertTrue(RunLock.holder(journal).isPresent());
            assertTrue(Thread.interrupted());
        } finally {
            holder.destroy();
        }
    }

    /** Holds the lock of the journal that it is called with until it is ended. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] journal) throws Exception {
            RunLock.take(Path.of(journal[0])).orElseThrow();
            System.out.print("held");
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
