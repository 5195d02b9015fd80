package dev.fairlead.script;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.engine.JavaEngine;
import dev.fairlead.script.engine.ScriptFailures;
import dev.fairlead.script.engine.SnippetFailures;
import dev.fairlead.script.engine.SnippetResult;
import dev.fairlead.script.replay.Recorder;
import dev.fairlead.script.source.ScriptCommand;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.ScriptLocation;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourcePieces;
import dev.fairlead.script.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Compiles and runs a script's snippets in order up to its end, its {@code /exit}, or the first that fails. */
final class ScriptRun {
    private final JavaEngine engine;
    private final ScriptFiles files;
    private final Recorder recorder;
    private final Deque<Path> open = new ArrayDeque<>();
    private @Nullable Object lastValue;
    private boolean refused;

    /** @param recorder listens to the engine's control */
    ScriptRun(JavaEngine engine, ScriptFiles files, Recorder recorder) {
        this.engine = engine;
        this.files = files;
        this.recorder = recorder;
    }

    /** @return what it gave to {@code /exit}; empty where it ran to its end */
    OptionalInt run(Path file, SourceText source) {
        engine.start();
        recorder.opened(file, source);
        recorder.started();
        return runOpened(file, source);
    }

    /** Whether a snippet that does not compile ended it. */
    boolean isRefused() {
        return refused;
    }

    private OptionalInt runOpened(Path file, SourceText source) {
        open.push(file);
        SourcePieces next =
                new SourcePieces(source, code -> engine.analyse(analysis -> analysis.analyzeCompletion(code)));
        for (Optional<SourcePiece> piece = next.next(); piece.isPresent(); piece = next.next()) {
            OptionalInt exit = OptionalInt.empty();
            if (piece.get().isCommand()) {
                exit = command(file, piece.get());
            } else {
                evaluate(piece.get(), false);
            }
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

    private OptionalInt command(Path file, SourcePiece piece) {
        ScriptCommand command = ScriptCommand.of(piece);
        if (command.isExit()) {
            return OptionalInt.of(command.rest().isEmpty() ? 0 : exitCode(piece, command.rest()));
        }
        Optional<Path> opened = command.opened(file);
        if (opened.isEmpty()) {
            return OptionalInt.empty();
        }
        SourceText source = files.read(opened.get());
        if (open.contains(opened.get())) {
            throw new OpsException(FailureKind.INVALID, source.name() + " opens itself");
        }
        recorder.opened(opened.get(), source);
        return runOpened(opened.get(), source);
    }

    private int exitCode(SourcePiece piece, String expression) {
        int offset = piece.offset() + piece.code().length() - expression.length();
        for (SnippetResult one : evaluate(new SourcePiece(piece.source(), expression, offset), true)) {
            if (one.value() instanceof Integer code) {
                return code;
            }
        }
        throw ScriptFailures.noExitCode(spot(piece));
    }

    private List<SnippetResult> evaluate(SourcePiece piece, boolean exit) {
        List<SnippetResult> evaluated;
        try {
            evaluated = engine.evaluate(piece.code());
        } catch (Cancelled e) {
            throw failures(piece).cancelled(spot(piece), e, engine.stoppedStack(), engine.thrownWhenStopped());
        }
        for (SnippetResult one : evaluated) {
            if (!one.problems().isEmpty()) {
                refused = true;
                throw SnippetFailures.invalid(piece, one.problems());
            }
            if (one.failure() != null) {
                throw failures(piece).failed(spot(piece), one.failure());
            }
        }
        lastValue = evaluated.stream()
                .reduce((before, last) -> last)
                .filter(SnippetResult::hasValue)
                .map(SnippetResult::value)
                .orElse(null);
        recorder.evaluated(piece, evaluated, engine, exit);
        return evaluated;
    }

    private ScriptFailures failures(SourcePiece running) {
        return new ScriptFailures(frame -> recorder.spot(frame)
                .or(() -> engine.place(frame).map(place -> {
                    // the piece that runs is not filed yet
                    SourcePiece piece = recorder.piece(place.snippet()).orElse(running);
                    return new ScriptLocation(piece.source(), piece.line() + place.line() - 1);
                })));
    }

    private static ScriptLocation spot(SourcePiece piece) {
        return new ScriptLocation(piece.source(), piece.line());
    }
}
