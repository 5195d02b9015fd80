package dev.fairlead.terminal;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What lines read from standard input. An interruption cancels a read; at a terminal, what is typed is echoed, Ctrl-D
 * ends it, and nothing of it is left for the next line.
 */
public final class StandardInput {
    private static final String HOW_TO_END = "reading from the terminal; end with Ctrl-D";

    private final InputStream in;
    private final boolean terminal;
    private final PrintWriter talk;
    private volatile @Nullable Terminal prompt;
    private volatile boolean holdsLines;

    /**
     * @param terminal whether it is a terminal
     * @param talk takes what tells the user how to end
     */
    public StandardInput(InputStream in, boolean terminal, PrintWriter talk) {
        this.in = new InterruptibleInput(in);
        this.terminal = terminal;
        this.talk = talk;
    }

    /** The process's own, with nobody there who could be asked. */
    public static StandardInput unattended() {
        return new StandardInput(System.in, false, new PrintWriter(Writer.nullWriter()));
    }

    /** Whether somebody sits there who can be asked. */
    boolean isTerminal() {
        return terminal;
    }

    /** The prompt's terminal, where it is open. */
    @Nullable
    Terminal prompt() {
        return prompt;
    }

    /** Reads at a terminal that is open already. */
    void readAt(Terminal open) {
        this.prompt = open;
    }

    /** The lines that are run come from it, and nothing else does. */
    public InputStream lines() {
        holdsLines = true;
        return in;
    }

    /** All of it, up to Ctrl-D at a terminal. */
    public InputStream document() {
        Terminal open = prompt;
        if (holdsLines) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "standard input holds the lines that are run; nothing else can be read from it. Name a file");
        }
        if (open != null) {
            open.writer().println(HOW_TO_END);
            open.writer().flush();
            return new ByteArrayInputStream(TypedText.all(open).getBytes(StandardCharsets.UTF_8));
        }
        if (terminal) {
            talk.println(HOW_TO_END);
            talk.flush();
        }
        return in;
    }

    /** All of it as text, up to Ctrl-D at a terminal. */
    public String text() {
        try {
            return new String(document().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot read standard input: " + e.getMessage(), e);
        }
    }

    /** As snippets see it, who say themselves what they want. */
    public InputStream stream() {
        return new InputStream() {
            private InputStream line = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                Terminal open = prompt;
                if (open == null) {
                    return in.read(into, offset, length);
                }
                int count = line.read(into, offset, length);
                if (count < 0 && length > 0) {
                    line = new ByteArrayInputStream(TypedText.line(open).getBytes(StandardCharsets.UTF_8));
                    count = line.read(into, offset, length);
                }
                return count;
            }

            @Override
            public int available() throws IOException {
                return prompt == null ? in.available() : line.available();
            }
        };
    }
}
