package dev.fairlead.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** A way to the screen that can be shut, so that work which outlives its line never writes over the next prompt. */
final class OutputValve extends FilterWriter {
    private volatile boolean shut;

    OutputValve(Writer out) {
        super(out);
    }

    void shut() {
        shut = true;
    }

    @Override
    public void write(int c) throws IOException {
        if (!shut) {
            out.write(c);
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        if (!shut) {
            out.write(text, offset, length);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        if (!shut) {
            out.write(text, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!shut) {
            out.flush();
        }
    }

    @Override
    public void close() {
        shut();
    }
}
