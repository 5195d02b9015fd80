package dev.fairlead.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * Standard output. Results that nobody takes any more end the process: quietly where the reader went away, as {@code |
 * head} does, and with an error where e.g. the disk is full. A PrintWriter above would swallow both.
 */
public final class ResultStream extends FilterOutputStream {
    /** What a shell reports for a program that SIGPIPE ended. */
    private static final int READER_GONE = 141;

    private static final int FAILED = 1;

    private final Consumer<String> complaint;

    /** @param complaint takes the message when writing fails for another reason than the reader's end */
    public ResultStream(OutputStream out, Consumer<String> complaint) {
        super(out);
        this.complaint = complaint;
    }

    @Override
    public void write(int b) {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    private void attempt(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            if (why.contains("Broken pipe")) {
                Runtime.getRuntime().halt(READER_GONE);
            }
            complaint.accept("error: cannot write the result: " + why);
            Runtime.getRuntime().halt(FAILED);
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }
}
