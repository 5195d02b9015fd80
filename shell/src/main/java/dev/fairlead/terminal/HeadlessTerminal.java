package dev.fairlead.terminal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;

/**
 * Runs a command at a terminal that nobody sees and types a session there. A start-up archive holds only what was
 * rehearsed: at anything but a real terminal the code that opens one would be missing from it.
 */
public final class HeadlessTerminal {
    private static final List<String> SESSION = List.of(
            "help", "version", "cluster get namespaces", "image ls", "1 + 1", "var answer = 42;", "ver\t", "exit");

    private HeadlessTerminal() {}

    /** The arguments are the command; the exit code is its. */
    public static void main(String[] command) throws IOException, InterruptedException {
        try (JniNativePty pty = (JniNativePty) new JniTerminalProvider().open(null, Size.of(100, 30))) {
            File terminal = new File(pty.getName());
            Process process = new ProcessBuilder(command)
                    .redirectInput(terminal)
                    .redirectOutput(terminal)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread typist = new Thread(() -> type(pty), "typist");
            typist.setDaemon(true);
            typist.start();
            System.exit(process.waitFor());
        }
    }

    /** Types all at once when the prompt is there: before it, the terminal would not be in the editor's mode. */
    private static void type(JniNativePty pty) {
        try (InputStream screen = pty.getMasterInput();
                OutputStream keys = pty.getMasterOutput()) {
            StringBuilder seen = new StringBuilder();
            boolean typed = false;
            for (int next = screen.read(); next >= 0; next = screen.read()) {
                seen.append((char) next);
                if (!typed && seen.indexOf("Ctrl-D") >= 0 && seen.indexOf("> ", seen.indexOf("Ctrl-D")) >= 0) {
                    typed = true;
                    keys.write((String.join("\r", SESSION) + "\r").getBytes(StandardCharsets.UTF_8));
                    keys.flush();
                }
            }
        } catch (IOException e) {
            // the command has ended, and its terminal with it
        }
    }
}
