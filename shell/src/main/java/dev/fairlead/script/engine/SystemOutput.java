package dev.fairlead.script.engine;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.io.MaskedPieces;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.run.RunSession;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Takes what snippets write to {@code System.out} to the session that owns the screen, while snippets run, and what they
 * write to {@code System.err} or log to where that goes, without the session's secrets. The streams are the process's, so
 * two sessions must not run snippets at once.
 */
public final class SystemOutput {
    private final RunSession session;
    private final PrintStream outBefore = System.out;
    private final PrintStream errBefore = System.err;
    private final MaskedPieces errors;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<Handler, Formatter> formatters = new LinkedHashMap<>();

    public SystemOutput(RunSession session) {
        this.session = session;
        this.errors = new MaskedPieces(session.secrets());
        this.out = stream(text -> session.events().on(new ProgressEvent.Printed(text, true)));
        this.err = stream(text -> errBefore.print(errors.take(text)));
        maskLoggers(session.secrets());
        System.setOut(out);
        System.setErr(err);
    }

    public void close() {
        out.flush();
        err.flush();
        session.events().flush();
        errBefore.print(errors.rest());
        errBefore.flush();
        System.setOut(outBefore);
        System.setErr(errBefore);
        formatters.forEach(Handler::setFormatter);
    }

    /** A handler keeps the stream that was there when it was made. */
    private void maskLoggers(Secrets secrets) {
        Logger root = LogManager.getLogManager().getLogger("");
        if (root == null) {
            return;
        }
        for (Handler handler : root.getHandlers()) {
            Formatter before = handler.getFormatter();
            if (before != null) {
                formatters.put(handler, before);
                handler.setFormatter(new Masked(before, secrets));
            }
        }
    }

    private static PrintStream stream(Consumer<String> to) {
        return new PrintStream(new Texts(to), true, StandardCharsets.UTF_8);
    }

    private static final class Masked extends Formatter {
        private final Formatter formatter;
        private final Secrets secrets;

        Masked(Formatter formatter, Secrets secrets) {
            this.formatter = formatter;
            this.secrets = secrets;
        }

        @Override
        public String format(LogRecord record) {
            return secrets.mask(formatter.format(record));
        }
    }

    private static final class Texts extends OutputStream {
        private final Consumer<String> to;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Texts(Consumer<String> to) {
            this.to = to;
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
                to.accept(bytes.toString(StandardCharsets.UTF_8));
                bytes.reset();
            }
        }
    }
}
