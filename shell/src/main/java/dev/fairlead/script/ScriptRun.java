package dev.fairlead.script;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Runs a script's snippets in order up to its end, its {@code /exit}, or the first that fails. */
final class ScriptRun {
    private static final int MOST_CALLERS = 5;

    private final JavaEngine engine;
    private final ScriptFiles files;
    private final Map<String, Piece> pieces = new HashMap<>();
    private final Deque<Path> open = new ArrayDeque<>();
    private @Nullable Object lastValue;

    ScriptRun(JavaEngine engine, ScriptFiles files) {
        this.engine = engine;
        this.files = files;
    }

    /** @return what it gave to {@code /exit}; empty where it ran to its end */
    OptionalInt run(Path file, SourceText source) {
        if (open.contains(file)) {
            throw new OpsException(FailureKind.INVALID, source.name() + " opens itself");
        }
        open.push(file);
        Pieces next = new Pieces(source, code -> engine.analyse(analysis -> analysis.analyzeCompletion(code)));
        for (Optional<Piece> piece = next.next(); piece.isPresent(); piece = next.next()) {
            OptionalInt exit = piece.get().isCommand() ? command(file, piece.get()) : evaluate(piece.get());
            if (exit.isPresent()) {
                return exit;
            }
        }
        open.pop();
        return OptionalInt.empty();
    }

    /** The value of the snippet that ran last; null where it has none. */
    @Nullable
    Object lastValue() {
        return lastValue;
    }

    private OptionalInt evaluate(Piece piece) {
        lastValue = null;
        for (Evaluated one : evaluated(piece)) {
            pieces.put(one.snippet().id(), piece);
            if (!one.problems().isEmpty()) {
                throw SnippetFailures.invalid(piece, one.problems());
            }
            if (one.failure() != null) {
                throw failed(piece, one.failure());
            }
            lastValue = one.hasValue() ? one.value() : null;
        }
        return OptionalInt.empty();
    }

    private List<Evaluated> evaluated(Piece piece) {
        try {
            return engine.evaluate(piece.code());
        } catch (Cancelled e) {
            String where =
                    places(piece, engine.places(engine.stoppedStack())).get(0).toString();
            String why = engine.thrownWhenStopped() instanceof Cancelled service ? service.message() : e.message();
            throw new Cancelled(where + ": " + why, e.hints());
        }
    }

    private OptionalInt command(Path file, Piece piece) {
        ScriptCommand command = ScriptCommand.of(piece);
        if (command.isExit()) {
            return OptionalInt.of(command.rest().isEmpty() ? 0 : exitCode(piece, command.rest()));
        }
        Optional<Path> opened = command.opened(file);
        return opened.isPresent() ? run(opened.get(), files.read(opened.get())) : OptionalInt.empty();
    }

    private int exitCode(Piece piece, String expression) {
        int offset = piece.offset() + piece.code().length() - expression.length();
        Piece value = new Piece(piece.source(), expression, offset);
        for (Evaluated one : evaluated(value)) {
            if (!one.problems().isEmpty()) {
                throw SnippetFailures.invalid(value, one.problems());
            }
            if (one.failure() != null) {
                throw failed(value, one.failure());
            }
            if (one.value() instanceof Integer code) {
                return code;
            }
        }
        throw new OpsException(
                FailureKind.INVALID, piece.source().place(piece.line()) + ": /exit wants a whole number");
    }

    private OpsException failed(Piece piece, Throwable failure) {
        Throwable thrown = SnippetFailures.thrown(failure);
        if (thrown instanceof ScriptArguments.ScriptUsage usage) {
            return usage;
        }
        List<SnippetLines.Place> known = engine.places(thrown.getStackTrace());
        List<Spot> spots = places(piece, known.isEmpty() ? engine.places(failure.getStackTrace()) : known);
        Spot first = spots.get(0);
        List<String> details = new ArrayList<>();
        details.add(first.source().marked(first.line()));
        spots.stream().skip(1).limit(MOST_CALLERS).forEach(spot -> details.add("called from " + spot));
        if (thrown instanceof OpsException expected) {
            details.add(0, "at " + first);
            details.addAll(expected.details());
            return new OpsException(expected.kind(), expected.message(), details, expected.hints(), expected);
        }
        String message = first + ": " + SnippetFailures.said(thrown);
        return new OpsException(FailureKind.SCRIPT, message, details, List.of(), thrown);
    }

    /** The script's lines in a stack, innermost first; the piece's own first line where there are none. */
    private List<Spot> places(Piece running, List<SnippetLines.Place> places) {
        List<Spot> spots = new ArrayList<>();
        for (SnippetLines.Place place : places) {
            // the piece that runs is not filed yet
            Piece piece = pieces.getOrDefault(place.snippet(), running);
            spots.add(new Spot(piece.source(), piece.line() + place.line() - 1));
        }
        if (spots.isEmpty()) {
            spots.add(new Spot(running.source(), running.line()));
        }
        return spots.stream().distinct().toList();
    }

    private record Spot(SourceText source, int line) {
        @Override
        public String toString() {
            return source.place(line);
        }
    }
}
