package dev.fairlead;

import dev.fairlead.command.PastedHints;
import dev.fairlead.command.RootOptions;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.Fitted;
import dev.fairlead.render.FailureText;
import dev.fairlead.render.Screen;
import dev.fairlead.script.ast.CompilerStack;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.Foreground;
import dev.fairlead.terminal.PipedLines;
import dev.fairlead.terminal.Prompt;
import dev.fairlead.terminal.ResultStream;
import dev.fairlead.terminal.StandardInput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** From the arguments to a prompt, one line, or piped lines; the only place that ends the process. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Everything but the end of the process; {@link ArchiveTraining} rehearses it. */
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
        StandardInput input = new StandardInput(System.in, inIsTerminal(), screen.err());
        // A script may read it as any Java does.
        System.setIn(input.stream());
        System.setErr(CompilerStack.quiet(System.err));
        try (Wiring wiring = new Wiring(settings, options, input)) {
            Screen outside =
                    screen.hinting(PastedHints.outside(() -> wiring.commands().names(), options.start()));
            if (!options.words().isEmpty()) {
                return Foreground.run(() -> wiring.lines(options.verbose())
                        .run(options.words(), outside)
                        .exitCode());
            }
            if (inIsTerminal()) {
                return Prompt.run(wiring.prompt(options.verbose(), System.getenv("NO_COLOR") == null));
            }
            PipedLines lines = new PipedLines(wiring.interpreter(options.verbose()));
            return Foreground.run(
                    () -> lines.run(new InputStreamReader(input.lines(), StandardCharsets.UTF_8), outside));
        } catch (OpsException e) {
            // What could not be put away at the end.
            FailureText.print(e, options.verbose(), screen);
            return e.kind().exitCode();
        }
    }

    private static boolean inIsTerminal() {
        String told = System.getProperty("fairlead.in.terminal");
        return told == null ? System.console() != null : Boolean.parseBoolean(told);
    }

    /** The launcher says which streams are terminals: asking the system from Java costs a native library. */
    private static Screen screen() {
        boolean outIsTerminal = Boolean.getBoolean("fairlead.out.terminal");
        boolean errIsTerminal = Boolean.getBoolean("fairlead.err.terminal");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean colour = outIsTerminal && errIsTerminal && !dumb && System.getenv("NO_COLOR") == null;
        int width = Integer.getInteger("fairlead.columns", Fitted.USUAL_WIDTH);
        int height = Integer.getInteger("fairlead.lines", 24);
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        ResultStream out = new ResultStream(new FileOutputStream(FileDescriptor.out), complaint -> {
            err.println(complaint);
            err.flush();
        });
        boolean fits = outIsTerminal && !dumb;
        return new Screen(
                writer(out),
                err,
                errIsTerminal && !dumb,
                colour,
                () -> width,
                () -> height,
                fits,
                UnaryOperator.identity());
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }
}
