package dev.fairlead;

import dev.fairlead.command.RootOptions;
import dev.fairlead.failure.OpsException;
import dev.fairlead.render.FailureText;
import dev.fairlead.render.Screen;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.Outcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** From the arguments to a prompt, one line, or piped lines; the only place that ends the process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Everything but the end of the process; {@link Training} rehearses it. */
    static int run(String... arguments) {
        Screen screen = screen();
        RootOptions options;
        try {
            options = RootOptions.parse(arguments);
        } catch (OpsException e) {
            FailureText.print(e, false, screen);
            return e.kind().exitCode();
        }
        Settings settings = Settings.of(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("").toAbsolutePath());
        try (Wiring wiring = new Wiring(settings, options)) {
            Outcome outcome = wiring.lines(options.verbose()).run(options.words(), screen);
            return outcome.exitCode();
        }
    }

    /** The launcher says which streams are terminals: asking the system from Java costs a native library. */
    private static Screen screen() {
        boolean outIsTerminal = Boolean.getBoolean("fairlead.out.terminal");
        boolean errIsTerminal = Boolean.getBoolean("fairlead.err.terminal");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean colour = outIsTerminal && errIsTerminal && !dumb && System.getenv("NO_COLOR") == null;
        int width = Integer.getInteger("fairlead.columns", 100);
        return new Screen(
                writer(FileDescriptor.out), writer(FileDescriptor.err), errIsTerminal && !dumb, colour, () -> width);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), false);
    }
}
