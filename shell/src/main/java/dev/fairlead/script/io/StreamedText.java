package dev.fairlead.script.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A stream of text that is kept as it was and told line by line, on a thread of its own. */
final class StreamedText {
    /** How long a stream is read after its program ended; a program in the background may keep it open. */
    private static final long AFTER_THE_END_SECONDS = 2;

    private final StringBuffer text = new StringBuffer();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    StreamedText(InputStream stream, Consumer<String> lines) {
        Thread reader = new Thread(() -> read(stream, lines), "sh output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until all of it is there. */
    void await() throws InterruptedException {
        try {
            end.get(AFTER_THE_END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(StreamedText.class.getName())
                    .log(System.Logger.Level.DEBUG, "the output was not read to its end", e);
        }
    }

    String text() {
        return text.toString();
    }

    private void read(InputStream stream, Consumer<String> lines) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                text.append((char) next);
                if (next == '\n') {
                    lines.accept(withoutReturn(line));
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
            if (!line.isEmpty()) {
                lines.accept(withoutReturn(line));
            }
            end.complete(null);
        } catch (IOException | UncheckedIOException e) {
            end.completeExceptionally(e);
        }
    }

    private static String withoutReturn(StringBuilder line) {
        boolean returns = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        return returns ? line.substring(0, line.length() - 1) : line.toString();
    }
}
