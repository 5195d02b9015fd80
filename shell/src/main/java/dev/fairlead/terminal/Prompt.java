package dev.fairlead.terminal;

import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * The interactive session. Ctrl-C clears the line, or cancels the command that runs; Ctrl-D on an empty line leaves. The
 * prompt is drawn before anything is looked up.
 */
public final class Prompt {
    private static final long PATIENCE_MILLIS = 40;
    private static final Set<String> ON_A_CLUSTER = Set.of("cluster", "rollout");
    private static final int UNREACHABLE = 5;
    private static final Set<Integer> SAY_NOTHING_OF_THE_CLUSTER = Set.of(2, 130);

    private final PromptParts parts;
    private final Terminal terminal;
    private final long patienceMillis;
    private final boolean colour;
    private final Warmup warmup;
    private final PromptWork work;
    private @Nullable SessionPlace unreachable;

    /** @param patienceMillis how long the first prompt waits for the place it shows */
    Prompt(PromptParts parts, Terminal terminal, long patienceMillis) {
        this.patienceMillis = patienceMillis;
        this.parts = parts;
        this.terminal = terminal;
        this.colour = parts.colour() && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
        Interpreter interpreter = parts.interpreter();
        this.warmup = new Warmup(parts.model(), parts.place(), interpreter.java()::warm);
        this.work = new PromptWork(interpreter, terminal, colour);
    }

    /** Runs a session at the system's terminal and gives the exit code. */
    public static int run(PromptParts parts) {
        try (Terminal terminal = Terminals.system()) {
            return new Prompt(parts, terminal, PATIENCE_MILLIS).run();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be used", e);
        }
    }

    /** Runs until the user leaves. */
    int run() {
        warmup.lookAround();
        // Between two lines nothing runs that Ctrl-C could mean.
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        parts.input().readAt(terminal);
        LineReaderBuilder builder = builder();
        Optional<String> noHistory = SessionHistory.keepIn(parts.history(), builder);
        LineReaderImpl reader = (LineReaderImpl) builder.build();
        reader.getWidgets().put(LineReader.CALLBACK_INIT, () -> {
            warmup.begin();
            return true;
        });
        greet(noHistory);
        warmup.whenPlaceIsKnown(place -> redraw(reader));
        try {
            return lines(reader);
        } catch (IOError e) {
            // The terminal is gone, and with it everybody who could be told.
            return 1;
        }
    }

    private int lines(LineReaderImpl reader) {
        while (true) {
            try {
                LineOutcome outcome = run(reader.readLine(text()));
                if (outcome.endsSession()) {
                    return outcome.exitCode();
                }
            } catch (UserInterruptException e) {
                ControlKeys.forgetCtrlC(terminal);
            } catch (EndOfFileException e) {
                return 0;
            }
        }
    }

    /** Runs what was typed or pasted, up to the first line that fails. */
    private LineOutcome run(String text) {
        LineOutcome outcome = LineOutcome.NOTHING;
        for (String line : InputUnits.of(text, parts.interpreter()::incomplete).whole()) {
            if (parts.interpreter().kind(line) != LineKind.NOTHING) {
                outcome = work.run(line);
                judge(line, outcome);
            }
            if (outcome.endsSession() || outcome.exitCode() != 0) {
                break;
            }
        }
        return outcome;
    }

    private void judge(String line, LineOutcome outcome) {
        if (!ON_A_CLUSTER.contains(LineKind.firstWord(line))) {
            return;
        }
        if (outcome.exitCode() == UNREACHABLE) {
            unreachable = known().orElse(null);
        } else if (!SAY_NOTHING_OF_THE_CLUSTER.contains(outcome.exitCode())) {
            unreachable = null;
        }
    }

    private Optional<SessionPlace> known() {
        Optional<SessionPlace> place = warmup.place(0);
        return place == null ? Optional.empty() : place;
    }

    private String text() {
        Optional<SessionPlace> place = warmup.place(patienceMillis);
        boolean silent = unreachable != null
                && place != null
                && place.map(SessionPlace::context)
                        .filter(unreachable.context()::equals)
                        .isPresent();
        AttributedString text = PromptText.of(place, parts.interpreter().mode(), silent);
        return colour ? text.toAnsi(terminal) : text.toString();
    }

    private void redraw(LineReaderImpl reader) {
        try {
            if (reader.isReading()) {
                reader.setPrompt(text());
                reader.callWidget(LineReader.REDISPLAY);
            }
        } catch (IllegalStateException e) {
            // The line was accepted meanwhile; the next prompt shows the place.
        }
    }

    private void greet(Optional<String> noHistory) {
        StringBuilder greeting = new StringBuilder("fairlead: Tab completes, help explains, Ctrl-D leaves");
        parts.engineTrouble().get().ifPresent(trouble -> greeting.append(" · ").append(trouble));
        Optional<SessionPlace> place = warmup.place(patienceMillis);
        if (place != null && place.isEmpty()) {
            greeting.append(" · no cluster: no kubeconfig names one");
        }
        noHistory.ifPresent(trouble -> greeting.append(" · ").append(trouble));
        terminal.writer().println(greeting);
        terminal.writer().flush();
    }

    private LineReaderBuilder builder() {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("fairlead")
                .parser(new PromptParser(parts.interpreter()))
                .completer(new PromptCompleter(parts.interpreter(), parts.completer(), warmup::awaitModel))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, PromptText.CONTINUATION)
                .variable(LineReader.LIST_MAX, 200);
        return colour
                ? builder.highlighter(new LineHighlighter(parts.interpreter(), warmup::model))
                : builder.option(LineReader.Option.DISABLE_HIGHLIGHTER, true);
    }
}
