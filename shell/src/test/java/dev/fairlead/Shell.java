package dev.fairlead;

import dev.fairlead.command.LineParser;
import dev.fairlead.command.RootOptions;
import dev.fairlead.render.Screen;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.LineOutcome;
import dev.fairlead.terminal.StandardInput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The whole shell in this process on a dumb terminal, with directories and an environment of its own. */
public final class Shell implements AutoCloseable {
    /** A script takes this process' standard output while it runs: those of tests that run at once take turns. */
    private static final Object SCRIPTS = new Object();

    private final Wiring wiring;

    /** @param home for everything that is written; @param more further variables, e.g. KUBECONFIG */
    public Shell(Path home, Map<String, String> more) {
        this(home, more, Path.of("").toAbsolutePath());
    }

    /** @param options what stands before the first word */
    public Shell(Path home, Map<String, String> more, Path workingDirectory, String... options) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString(), "USER", "tester"));
        environment.putAll(more);
        this.wiring = new Wiring(Settings.of(environment, home, workingDirectory), RootOptions.parse(options));
    }

    private Shell(Settings settings, UnaryOperator<ImageCatalog> images) {
        this.wiring = new Wiring(settings, RootOptions.parse("--sandbox"), StandardInput.unattended(), images);
    }

    /**
     * A shell in a sandbox whose time goes fast.
     *
     * @param images which the sandbox's node can pull
     */
    public static Shell sandbox(Path home, ImageCatalog images) {
        return sandbox(home, images, "100ms");
    }

    /** @param stable how long a rollout must stay well */
    public static Shell sandbox(Path home, ImageCatalog images, String stable) {
        return new Shell(sandboxSettings(home, home, Map.of("FAIRLEAD_ROLLOUT_STABLE", stable)), ownCatalog -> images);
    }

    /** A shell in a sandbox whose node can pull what its own registry has. */
    static Shell sandbox(Path home, Path workingDirectory, Map<String, String> more) {
        return new Shell(sandboxSettings(home, workingDirectory, more), UnaryOperator.identity());
    }

    private static Settings sandboxSettings(Path home, Path workingDirectory, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME",
                home.toString(),
                "USER",
                "tester",
                "FAIRLEAD_SANDBOX_SPEED",
                "20",
                "FAIRLEAD_ROLLOUT_STABLE",
                "100ms"));
        environment.putAll(more);
        return Settings.of(environment, home, workingDirectory);
    }

    public Wiring wiring() {
        return wiring;
    }

    /** Runs one line of commands. */
    public Ran run(String line) {
        return run(LineParser.words(line));
    }

    public Ran run(List<String> words) {
        if (!isScript(words)) {
            return ran(words);
        }
        synchronized (SCRIPTS) {
            return ran(words);
        }
    }

    /** Whether snippets run in this process. */
    private static boolean isScript(List<String> words) {
        return words.get(0).equals("run") && !words.contains("--in-cluster")
                || words.size() > 1
                        && words.get(0).equals("script")
                        && List.of("resume", "rehearse", "test").contains(words.get(1));
    }

    private Ran ran(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), false, false, () -> 100);
        LineOutcome outcome = wiring.lines(false).run(words, screen);
        return new Ran(outcome.exitCode(), out.toString(), err.toString(), outcome);
    }

    @Override
    public void close() {
        wiring.close();
    }

    /** How a line ended and what it printed. */
    public record Ran(int exitCode, String out, String err, LineOutcome outcome) {}
}
