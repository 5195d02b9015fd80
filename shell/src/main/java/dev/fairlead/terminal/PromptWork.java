package dev.fairlead.terminal;

import dev.fairlead.command.PastedHints;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.render.FailureText;
import dev.fairlead.render.Screen;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.terminal.Terminal;

/**
 * Runs one line of the prompt on a thread of its own. Ctrl-C interrupts it; if it has not ended a second later, it is
 * left to end unseen and the prompt comes back.
 */
final class PromptWork {
    private static final long PATIENCE_MILLIS = 900;

    private final Interpreter interpreter;
    private final Terminal terminal;
    private final boolean colour;

    PromptWork(Interpreter interpreter, Terminal terminal, boolean colour) {
        this.interpreter = interpreter;
        this.terminal = terminal;
        this.colour = colour;
    }

    LineOutcome run(String line) {
        OutputValve valve = new OutputValve(terminal.writer());
        Screen screen = screen(valve);
        CompletableFuture<LineOutcome> ending = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Thread worker = new Thread(() -> complete(ending, line, screen), "line");
        worker.setDaemon(true);
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> {
            cancelled.complete(null);
            worker.interrupt();
        });
        // What is typed meanwhile would break the lines of live progress; it appears at the next prompt.
        boolean echo = interpreter.kind(line) == LineKind.COMMAND && terminal.echo(false);
        try {
            worker.start();
            CompletableFuture.anyOf(ending, cancelled).join();
            return cancelled.isDone() ? await(ending, valve) : ending.join();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            if (echo) {
                terminal.echo(true);
            }
        }
    }

    Screen screen(OutputValve valve) {
        PrintWriter writer = new PrintWriter(valve);
        boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        return new Screen(writer, writer, !dumb, colour, this::width, this::height, !dumb, PastedHints.atThePrompt());
    }

    private void complete(CompletableFuture<LineOutcome> ending, String line, Screen screen) {
        try {
            ending.complete(interpreter.run(line, "", screen));
        } catch (Throwable e) {
            ending.completeExceptionally(e);
            throw e;
        }
    }

    private LineOutcome await(CompletableFuture<LineOutcome> ending, OutputValve valve) {
        try {
            return ending.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            valve.shut();
            Cancelled left = new Cancelled("cancelled, but it has not ended yet; what it still prints is not shown");
            FailureText.print(left, false, screen(new OutputValve(terminal.writer())));
            return LineOutcome.failed(left.kind().exitCode());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LineOutcome.failed(new Cancelled("").kind().exitCode());
        }
    }

    private int width() {
        int columns = terminal.getSize().getColumns();
        return columns > 0 ? columns : 80;
    }

    private int height() {
        int rows = terminal.getSize().getRows();
        return rows > 0 ? rows : 24;
    }
}
