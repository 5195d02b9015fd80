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
import org.jspecify.annotations.Nullable;

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
        describe(type);
        try {
            // Asked directly: the builder first looks for all providers, and other ones are slower than the native one.
            JniTerminalProvider provider = new JniTerminalProvider();
            boolean capable = type != null && !type.isEmpty() && !type.startsWith(Terminal.TYPE_DUMB);
            if (capable
                    && provider.isSystemStream(SystemStream.Input)
                    && provider.isSystemStream(SystemStream.Output)) {
                return provider.sysTerminal(
                        "fairlead", type, false, UTF_8, UTF_8, UTF_8, true, SIG_DFL, false, SystemStream.Output);
            }
        } catch (LinkageError e) {
            // There is no native library for this system.
        }
        return dumb(type == null || type.isEmpty() ? Terminal.TYPE_DUMB : type);
    }

    private static Terminal dumb(String type) throws IOException {
        // The probe for grapheme clusters costs up to 290 ms.
        return TerminalBuilder.builder()
                .system(true)
                .provider("jni")
                .type(type)
                .dumb(true)
                .graphemeCluster(false)
                .encoding(UTF_8)
                .build();
    }

    /**
     * JLine runs infocmp to learn of a terminal unless its description is loaded; it brings those of common ones. One
     * that is described nowhere is taken for a simple one, which JLine does with a warning.
     */
    private static void describe(@Nullable String type) {
        if (type == null || type.isEmpty() || InfoCmp.getLoadedInfoCmp(type) != null) {
            return;
        }
        String known = InfoCmp.getDefaultInfoCmp(type);
        for (String like : LIKE_XTERM) {
            if (known == null && type.startsWith(like)) {
                known = InfoCmp.getDefaultInfoCmp(type.endsWith("-256color") ? "screen-256color" : "xterm-256color");
            }
        }
        InfoCmp.setLoadedInfoCmp(type, known == null ? found(type) : known);
    }

    private static String found(String type) {
        try {
            return InfoCmp.getInfoCmp(type);
        } catch (IOException e) {
            return InfoCmp.getDefaultInfoCmp("ansi");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return InfoCmp.getDefaultInfoCmp("ansi");
        }
    }
}
