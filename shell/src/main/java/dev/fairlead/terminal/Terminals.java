package dev.fairlead.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;

/** Opens the terminal that fairlead runs in. */
final class Terminals {
    private static final String[] LIKE_XTERM = {"xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty"};

    private Terminals() {}

    /** The system's terminal; a dumb one where there is none. */
    static Terminal system() throws IOException {
        avoidFork(System.getenv("TERM"));
        // The probe for grapheme clusters costs up to 290 ms, and other providers are slower than the native one.
        return TerminalBuilder.builder()
                .system(true)
                .provider("jni")
                .dumb(true)
                .graphemeCluster(false)
                .encoding(StandardCharsets.UTF_8)
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
