package dev.fairlead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several transcripts at once. */
final class Transcripts {
    private Transcripts() {}

    /** At once, as each waits for its pods more than it works. */
    static List<Transcript> play(List<Transcript> transcripts, Play play) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(transcripts.size());
        try {
            List<Future<Transcript>> running = new ArrayList<>();
            for (Transcript transcript : transcripts) {
                running.add(threads.submit((Callable<Transcript>) () -> play.of(transcript)));
            }
            List<Transcript> done = new ArrayList<>();
            for (Future<Transcript> one : running) {
                done.add(one.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    /** For a look at what was printed. */
    static void keep(String where, List<Transcript> printed) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "fidelity", where));
        for (Transcript transcript : printed) {
            Files.writeString(directory.resolve(transcript.name() + ".transcript"), transcript.toText());
        }
    }

    /** A transcript somewhere. */
    interface Play {
        Transcript of(Transcript transcript) throws IOException;
    }
}
