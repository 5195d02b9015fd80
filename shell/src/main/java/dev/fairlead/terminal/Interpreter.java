package dev.fairlead.terminal;

import dev.fairlead.command.CommandTree;
import dev.fairlead.command.LineParser;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.Streamed;
import dev.fairlead.render.ProgressRenderer;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Screen;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a line to its outcome, be it a command or Java. The prompt and piped lines share it. One line at a
 * time; interrupting its thread cancels it.
 */
public final class Interpreter {
    private static final Pattern LAUNCHER = Pattern.compile("^\\s*fairlead\\s+(?=[a-z])");

    private final CommandTree tree;
    private final LineRunner commands;
    private final JavaLines java;
    private final SnippetOutput snippets;
    private volatile InputMode mode = InputMode.MIXED;

    public Interpreter(CommandTree tree, LineRunner commands, JavaLines java, Renderer renderer) {
        this.tree = tree;
        this.commands = commands;
        this.java = java;
        this.snippets = new SnippetOutput(renderer);
    }

    InputMode mode() {
        return mode;
    }

    JavaLines java() {
        return java;
    }

    LineKind kind(String line) {
        return LineKind.of(typed(line), mode, tree);
    }

    /** The line without the launcher's name, with which it may have been pasted. */
    private String typed(String line) {
        return mode == InputMode.JAVA ? line : LAUNCHER.matcher(line).replaceFirst("");
    }

    /** Whether the text wants a further line: an open quote or block, or a backslash at its end. */
    boolean incomplete(String pasted) {
        String text = typed(pasted);
        return switch (kind(text)) {
            case NOTHING, SESSION -> false;
            case COMMAND -> LineParser.isOpen(text);
            case JAVA -> misread(text).isEmpty() && java.incomplete(text);
        };
    }

    /**
     * Runs one line on the calling thread.
     *
     * @param where what a failure's message begins with, e.g. {@code line 2: }
     */
    LineOutcome run(String pasted, String where, Screen screen) {
        String line = typed(pasted);
        LineRunner runner = commands.at(where);
        try {
            return switch (kind(line)) {
                case NOTHING -> LineOutcome.NOTHING;
                case SESSION -> session(line.strip(), runner, screen);
                case COMMAND -> command(LineParser.words(line), runner, screen);
                case JAVA -> java(line, runner, screen);
            };
        } catch (RuntimeException | VirtualMachineError | LinkageError e) {
            return runner.failed(e, false, screen);
        }
    }

    private LineOutcome command(List<String> words, LineRunner runner, Screen screen) {
        LineOutcome outcome = runner.run(words, screen);
        @Nullable Object result = outcome.result();
        if (result != null && !(result instanceof Streamed<?>)) {
            java.remember(result);
        }
        return outcome;
    }

    private LineOutcome java(String line, LineRunner runner, Screen screen) {
        Optional<OpsException> misread = misread(line);
        if (misread.isPresent()) {
            throw misread.get();
        }
        try {
            Set<Object> shown = Collections.newSetFromMap(new IdentityHashMap<>());
            List<JavaLines.Value> values = evaluate(line, shown, runner, screen);
            values.forEach(value -> snippets.print(value, shown, screen));
            return values.isEmpty()
                    ? LineOutcome.NOTHING
                    : new LineOutcome(0, values.get(values.size() - 1).value(), false);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.INVALID && mode == InputMode.MIXED) {
                throw TypoHints.afterCompiling(line, tree.names()).orElse(e);
            }
            throw e;
        }
    }

    /** @param shown takes the results that were shown meanwhile */
    private List<JavaLines.Value> evaluate(String line, Set<Object> shown, LineRunner runner, Screen screen) {
        try (ProgressRenderer progress = ProgressRenderer.on(screen)) {
            return runner.telling(
                    progress,
                    () -> java.evaluate(line, event -> {
                        if (event instanceof ProgressEvent.Shown result) {
                            shown.add(result.result());
                        } else {
                            progress.on(event);
                        }
                    }));
        }
    }

    private Optional<OpsException> misread(String line) {
        return mode == InputMode.MIXED ? TypoHints.beforeCompiling(line, tree.names()) : Optional.empty();
    }

    private LineOutcome session(String word, LineRunner runner, Screen screen) {
        return switch (word) {
            case "java", "/java" -> change(InputMode.JAVA, screen);
            case "/commands" -> change(InputMode.COMMANDS, screen);
            case "/mixed" -> change(InputMode.MIXED, screen);
            case "/help" -> runner.run(List.of("help"), screen);
            case "/exit" -> runner.run(List.of("exit"), screen);
            default ->
                throw new OpsException(
                                FailureKind.USAGE,
                                "there is no " + word + "; there are /java, /commands, /mixed, /help and /exit")
                        .hint("/help");
        };
    }

    private LineOutcome change(InputMode next, Screen screen) {
        mode = next;
        screen.err().println(next.explanation());
        screen.err().flush();
        return LineOutcome.NOTHING;
    }
}
