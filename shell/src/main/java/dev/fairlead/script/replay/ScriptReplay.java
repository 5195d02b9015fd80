package dev.fairlead.script.replay;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.api.SnippetLoader;
import dev.fairlead.script.api.SnippetScope;
import dev.fairlead.script.engine.ScriptFailures;
import dev.fairlead.script.engine.SnippetLines;
import dev.fairlead.script.engine.SnippetThread;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.ScriptLocation;
import dev.fairlead.script.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import jdk.jshell.spi.SPIResolutionException;

/** Runs a script again from its recording, without JShell and the compiler. */
public final class ScriptReplay implements AutoCloseable {
    private final Recording recording;
    private final ScriptFiles files;
    private final List<SourceText> texts;
    private final ReplayCalls calls;
    private final SnippetThread thread;
    private final ScriptFailures failures = new ScriptFailures(this::spot);
    private final Map<Integer, String> unresolved = new HashMap<>();

    public ScriptReplay(Recording recording, SnippetScope scope, ScriptFiles files) {
        this.recording = recording;
        this.files = files;
        this.texts = recording.sources().stream()
                .map(source -> new SourceText(files.name(source.file()), source.text()))
                .toList();
        SnippetLoader loader = new SnippetLoader(scope, recording.classes());
        this.calls = new ReplayCalls(loader);
        this.thread = new SnippetThread(calls, loader);
    }

    /** @return what it gave to {@code /exit}; empty where it ran to its end */
    public OptionalInt run() {
        for (Recording.Step step : recording.steps()) {
            if (step instanceof Recording.Open open) {
                requireUnchanged(recording.sources().get(open.source()));
            } else if (step instanceof Recording.Evaluate evaluate) {
                List<ReplayCalls.Called> called = evaluate(evaluate);
                if (evaluate.exit()) {
                    return OptionalInt.of(exitCode(spot(evaluate.mark()), called));
                }
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        thread.close(() -> {});
    }

    private List<ReplayCalls.Called> evaluate(Recording.Evaluate step) {
        unresolved.putAll(step.unresolved());
        List<ReplayCalls.Called> called;
        try {
            called = thread.call(() -> called(step.calls()));
        } catch (Cancelled e) {
            throw failures.cancelled(spot(step.mark()), e, calls.cancelledAt(), calls.failure());
        }
        for (ReplayCalls.Called one : called) {
            if (one.thrown() != null) {
                throw failures.failed(spot(step.mark()), said(one.thrown()));
            }
        }
        return called;
    }

    /** All up to the first that throws. */
    private List<ReplayCalls.Called> called(List<Recording.Call> wanted)
            throws ReflectiveOperationException, InterruptedException {
        List<ReplayCalls.Called> called = new ArrayList<>();
        for (Recording.Call call : wanted) {
            called.add(calls.call(call));
            if (calls.failure() != null) {
                break;
            }
        }
        return called;
    }

    private Throwable said(Throwable thrown) {
        if (!(thrown instanceof SPIResolutionException missing)) {
            return thrown;
        }
        Throwable said = new IllegalStateException(unresolved.getOrDefault(missing.id(), "a declaration is missing"));
        said.setStackTrace(missing.getStackTrace());
        return said;
    }

    private static int exitCode(ScriptLocation spot, List<ReplayCalls.Called> called) {
        for (ReplayCalls.Called one : called) {
            if (one.value() instanceof Integer code) {
                return code;
            }
        }
        throw ScriptFailures.noExitCode(spot);
    }

    private void requireUnchanged(Recording.Source source) {
        SourceText now = files.read(source.file());
        if (!now.text().equals(source.text())) {
            throw new OpsException(
                    FailureKind.CONFLICT, now.name() + " was changed while the script ran; run the script again");
        }
    }

    private Optional<ScriptLocation> spot(StackTraceElement frame) {
        return SnippetLines.wrapper(frame.getClassName())
                .map(wrapper -> recording.lines().get(wrapper))
                .map(marks -> marks.get(frame.getLineNumber()))
                .map(this::spot);
    }

    private ScriptLocation spot(Recording.Mark mark) {
        return new ScriptLocation(texts.get(mark.source()), mark.line());
    }
}
