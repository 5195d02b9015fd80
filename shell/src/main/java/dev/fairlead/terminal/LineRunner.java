package dev.fairlead.terminal;

import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Invocation;
import dev.fairlead.command.session.SessionEnd;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.progress.CurrentLine;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.render.FailureText;
import dev.fairlead.render.OutputFormat;
import dev.fairlead.render.ProgressRenderer;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Screen;
import dev.fairlead.script.ScriptResult;
import java.util.List;
import java.util.function.Supplier;

/** Takes one command's words to what is printed and the exit code. */
public final class LineRunner {
    private final CommandTree commands;
    private final Renderer renderer;
    private final boolean verbose;
    private final Supplier<List<String>> warnings;
    private final String where;

    /**
     * @param verbose whether failures of all lines show their stack trace
     * @param warnings what has come up while a line ran and is not of it alone
     */
    public LineRunner(CommandTree commands, Renderer renderer, boolean verbose, Supplier<List<String>> warnings) {
        this(commands, renderer, verbose, warnings, "");
    }

    private LineRunner(
            CommandTree commands, Renderer renderer, boolean verbose, Supplier<List<String>> warnings, String where) {
        this.commands = commands;
        this.renderer = renderer;
        this.verbose = verbose;
        this.warnings = warnings;
        this.where = where;
    }

    /** The same, with failures whose message begins with where the line stands. */
    LineRunner at(String where) {
        return where.isEmpty() ? this : new LineRunner(commands, renderer, verbose, warnings, where);
    }

    /** Runs on the calling thread; interrupting it cancels the command. */
    public LineOutcome run(List<String> words, Screen screen) {
        boolean trace = verbose || words.contains("--verbose");
        try {
            Invocation invocation = commands.parse(words);
            if (invocation instanceof Invocation.Help help) {
                print(help.text(), OutputFormat.table, screen);
                return LineOutcome.NOTHING;
            }
            return run((Invocation.Run) invocation, screen);
        } catch (OpsException e) {
            return failed(commands.placed(words, e), trace, screen);
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            return failed(e, trace, screen);
        }
    }

    /** Does a line's work; what has come up meanwhile and is not of it alone is told behind it. */
    <T> T telling(ProgressListener listener, Supplier<T> work) {
        try {
            return CurrentLine.telling(listener, work);
        } finally {
            warnings.get().forEach(listener::warn);
        }
    }

    /** Prints a failure and gives the outcome of its kind. */
    public LineOutcome failed(Throwable failure, boolean trace, Screen screen) {
        Throwable told =
                SystemFailures.ofMemory(failure).map(Throwable.class::cast).orElse(failure);
        FailureText.print(placed(told), trace || verbose, screen);
        FailureKind kind = told instanceof OpsException expected ? expected.kind() : FailureKind.INTERNAL;
        return LineOutcome.failed(kind.exitCode());
    }

    private Throwable placed(Throwable failure) {
        return failure instanceof OpsException e && !where.isEmpty()
                ? new OpsException(e.kind(), where + e.message(), e.details(), e.hints(), e.getCause())
                : failure;
    }

    private LineOutcome run(Invocation.Run invocation, Screen screen) {
        Object result;
        try (ProgressRenderer progress = ProgressRenderer.on(screen)) {
            ProgressListener listener = progress.besideResult();
            result = telling(listener, () -> invocation.result(listener));
        } catch (OpsException e) {
            e.result().ifPresent(known -> print(known, invocation.format(), screen));
            throw e;
        }
        if (result instanceof SessionEnd end) {
            return new LineOutcome(end.exitCode(), null, true);
        }
        if (result instanceof Invocation.Nothing) {
            return LineOutcome.NOTHING;
        }
        print(result, invocation.format(), screen);
        if (Thread.interrupted()) {
            throw new Cancelled("cancelled");
        }
        return new LineOutcome(result instanceof ScriptResult script ? script.exitCode() : 0, result, false);
    }

    private void print(Object result, OutputFormat format, Screen screen) {
        renderer.print(result, format, screen);
    }
}
