package dev.fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jline.terminal.Terminal.SignalHandler.SIG_DFL;

import java.io.IOException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.InfoCmp;

/** Opens the terminal that fairlead runs in. */
final class Terminals {
    private static final String[] LIKE_XTERM = {"xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty"};

    private Terminals() {}

    private static final Size USUAL = Size.of(80, 24);

    /** The system's terminal; a dumb one where there is none. One that has no size gets the usual one: nothing could be drawn. */
    static Terminal system() throws IOException {
        Terminal terminal = open();
        Size size = terminal.getSize();
        if (size.getColumns() <= 0 || size.getRows() <= 0) {
            terminal.setSize(USUAL);
        }
        return terminal;
    }

    private static Terminal open() throws IOException {
        String type = System.getenv("TERM");
        avoidFork(type);
        try {
            // Asked directly: the builder first looks for all providers, and other ones are slower than the native one.
            JniTerminalProvider provider = new JniTerminalProvider();
            boolean capable = type != null && !type.startsWith(Terminal.TYPE_DUMB);
            if (capable
                    && provider.isSystemStream(SystemStream.Input)
                    && provider.isSystemStream(SystemStream.Output)) {
                return provider.sysTerminal(
                        "fairlead", type, false, UTF_8, UTF_8, UTF_8, true, SIG_DFL, false, SystemStream.Output);
            }
        } catch (LinkageError e) {
            // There is no native library for this system.
        }
        return dumb();
    }

    private static Terminal dumb() throws IOException {
        // The probe for grapheme clusters costs up to 290 ms.
        return TerminalBuilder.builder()
                .system(true)
                .provider("jni")
                .dumb(true)
                .graphemeCluster(false)
                .encoding(UTF_8)
                .build();
    }

    /** JLine runs infocmp to learn of a terminal unless its description is loaded; it brings those of common ones. */
    private static void avoidFork(String type) {
        if (type == null || InfoCmp.getLoadedInfoCmp(type) != null) {
            return;
        }
        String known = InfoCmp.getDefaultInfoCmp(type);
        for (String like : LIKE_XTERM) {
            if (known == null && type.startsWith(like)) {
                known = InfoCmp.getDefaultInfoCmp(type.endsWith("-256color") ? "screen-256color" : "xterm-256color");
            }
        }
        if (known != null) {
            InfoCmp.setLoadedInfoCmp(type, known);
        }
    }
}
