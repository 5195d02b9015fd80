package dev.fairlead.terminal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.ScreenTerminal;

/**
 * A program on a real pseudo-terminal of its own, so that keys, signals and sizes are the kernel's; its screen is read
 * as a user would see it.
 */
final class PtyProgram implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Pattern TTY = Pattern.compile("(/dev/\\S+)\r\n");

    private final Process process;
    private final OutputStream keys;
    private final ScreenTerminal screen;
    private final int columns;
    private final StringBuilder raw = new StringBuilder();

    /** Starts a shell command line at a terminal of that size; one without a size is looked at as the usual one. */
    PtyProgram(String command, int columns, int rows) throws IOException {
        this.columns = columns == 0 ? 80 : columns;
        this.screen = new ScreenTerminal(this.columns, rows == 0 ? 24 : rows);
        // What runs the tests may ignore SIGINT, as shells do for jobs in the background; then so would the program.
        String reset = "env --default-signal=INT true 2>/dev/null && reset=--default-signal=INT; ";
        String line = reset + "stty cols " + columns + " rows " + rows + "; tty; exec env $reset TERM=xterm-256color "
                + command;
        this.process = new ProcessBuilder("script", "-qefc", line, "/dev/null")
                .redirectErrorStream(true)
                .start();
        this.keys = process.getOutputStream();
        Thread reader = new Thread(this::read, "pty");
        reader.setDaemon(true);
        reader.start();
    }

    void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Waits until the screen shows that. */
    String await(Predicate<String> shown) throws InterruptedException {
        return await("", shown);
    }

    /** Waits until the screen ends with that, trailing blanks aside. */
    String awaitEnd(String end) throws InterruptedException {
        return await("ends with " + end, text -> text.endsWith(end));
    }

    String awaitText(String part) throws InterruptedException {
        return await("contains " + part, text -> text.contains(part));
    }

    void resize(int newColumns, int rows) throws IOException, InterruptedException {
        Matcher tty = TTY.matcher(raw());
        if (!tty.find()) {
            throw new IllegalStateException("no terminal named in " + raw());
        }
        new ProcessBuilder("stty", "-F", tty.group(1), "cols", "" + newColumns, "rows", "" + rows)
                .start()
                .waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running:\n" + text());
        }
        return process.exitValue();
    }

    synchronized String raw() {
        return raw.toString();
    }

    /** The screen's lines without the blanks at their ends, and without empty lines at the end. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        String all = screen.toString();
        for (String line : all.split("\n")) {
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static String java(Class<?> main, Path argument) {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + main.getName() + " '" + argument + "'";
    }

    private synchronized String await(String what, Predicate<String> shown) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!shown.test(text())) {
            long left = end - System.nanoTime();
            if (left <= 0 || !process.isAlive()) {
                throw new AssertionError("the screen never " + what + ":\n" + text());
            }
            wait(Math.min(500, TimeUnit.NANOSECONDS.toMillis(left) + 1));
        }
        return text();
    }

    private void read() {
        try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[4096];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                synchronized (this) {
                    raw.append(buffer, 0, n);
                    screen.write(new String(buffer, 0, n));
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // The pseudo-terminal ends with an error where the program ended.
        }
    }
}
