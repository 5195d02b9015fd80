package dev.fairlead.terminal;

import java.io.IOError;
import java.io.IOException;
import org.jline.terminal.Terminal;

/** Keys that the line editor leaves behind. */
final class ControlKeys {
    private static final long WAIT_MILLIS = 20;
    private static final int CTRL_C = 3;

    private ControlKeys() {}

    /**
     * JLine raises the signal as soon as it reads the key, and hands the key over as well: whichever the line was not
     * cleared by would clear the next one.
     */
    static void forgetCtrlC(Terminal terminal) {
        Thread.interrupted();
        try {
            if (terminal.reader().peek(WAIT_MILLIS) == CTRL_C) {
                terminal.reader().read();
            }
        } catch (IOException e) {
            throw new IOError(e);
        }
    }
}
