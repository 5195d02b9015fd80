package dev.fairlead.script;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes what snippets write to {@code System.out} to the listener that owns the screen, while snippets run. The stream
 * is the process's, so two sessions must not run snippets at once.
 */
final class SystemOutput {
    private final PrintStream before;
    private final PrintStream redirected;

    SystemOutput(ProgressListener listener) {
        before = System.out;
        redirected = new PrintStream(new Lines(listener), true, StandardCharsets.UTF_8);
        System.setOut(redirected);
    }

    void close() {
        redirected.flush();
        System.setOut(before);
    }

    private static final class Lines extends OutputStream {
        private final ProgressListener listener;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Lines(ProgressListener listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
        }

        @Override
        public synchronized void write(byte[] b, int off, int len) {
            bytes.write(b, off, len);
        }

        @Override
        public synchronized void flush() {
            if (bytes.size() > 0) {
                listener.on(new ProgressEvent.Printed(bytes.toString(StandardCharsets.UTF_8), true));
                bytes.reset();
            }
        }
    }
}
