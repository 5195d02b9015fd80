package dev.fairlead.terminal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A session at a terminal that nobody sees, with everything typed ahead. */
public final class Rehearsal {
    private Rehearsal() {}

    /** Runs a session of these lines; the last must leave it. */
    public static int run(PromptParts parts, List<String> lines) throws IOException {
        InputStream typed =
                new ByteArrayInputStream((String.join("\r", lines) + "\r").getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal = TerminalBuilder.builder()
                .system(false)
                .streams(typed, OutputStream.nullOutputStream())
                .provider("jni")
                .type("xterm-256color")
                .graphemeCluster(false)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            return new Prompt(parts, terminal, 2_000).run();
        }
    }
}
