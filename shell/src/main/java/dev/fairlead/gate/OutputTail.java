package dev.fairlead.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Reads a program's output line by line and keeps the last ones. */
final class OutputTail {
    private static final int MOST = 20;
    private static final int LONGEST = 2_000;

    /** A program that goes on behind its parent may hold the output open for ever. */
    private static final long LAST_MILLIS = 500;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    OutputTail(InputStream output, Consumer<String> listener) {
        reader = new Thread(() -> read(output, listener), "gate output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream output, Consumer<String> listener) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String kept = line.length() <= LONGEST ? line : line.substring(0, LONGEST);
                add(kept);
                listener.accept(kept);
            }
        } catch (IOException e) {
            add("(the rest of the output cannot be read: " + e.getMessage() + ")");
        }
    }

    private synchronized void add(String line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** The last lines, once the program has ended. */
    List<String> lines() throws InterruptedException {
        reader.join(LAST_MILLIS);
        synchronized (this) {
            return List.copyOf(lines);
        }
    }
}
