package dev.fairlead;

import dev.fairlead.command.LineParser;
import dev.fairlead.command.RootOptions;
import dev.fairlead.render.Screen;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.Outcome;
import dev.fairlead.terminal.Questions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole shell in this process on a dumb terminal, with directories and an environment of its own. */
public final class Shell implements AutoCloseable {
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

    private Shell(Wiring wiring) {
        this.wiring = wiring;
    }

    /** One whose images are the sandbox's; its cluster is whatever the variables say. */
    static Shell withSandboxImages(Path home, Map<String, String> more, SandboxWorkshop[] made) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString(), "USER", "tester"));
        environment.putAll(more);
        Settings settings = Settings.of(environment, home, home);
        return new Shell(new Wiring(settings, RootOptions.parse(), new Questions(false), (s, journal) -> {
            made[0] = new SandboxWorkshop(s, journal);
            return made[0];
        }));
    }

    public Wiring wiring() {
        return wiring;
    }

    /** Runs one line of commands. */
    public Ran run(String line) {
        return run(LineParser.words(line));
    }

    public Ran run(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), false, false, () -> 100);
        Outcome outcome = wiring.lines(false).run(words, screen);
        return new Ran(outcome.exitCode(), out.toString(), err.toString(), outcome);
    }

    @Override
    public void close() {
        wiring.close();
    }

    /** How a line ended and what it printed. */
    public record Ran(int exitCode, String out, String err, Outcome outcome) {}
}
