package dev.fairlead.script.engine;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.api.ScriptApi;
import dev.fairlead.script.api.SnippetScope;
import dev.fairlead.script.source.JavaText;
import dev.fairlead.script.source.ScriptArguments;
import dev.fairlead.script.source.SourcePiece;
import dev.fairlead.script.source.SourcePieces;
import dev.fairlead.script.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;

/** Java at the prompt: snippets that share their variables, methods and classes. */
public final class JavaSession implements AutoCloseable {
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private final SnippetScope scope;
    private final LastResult last;
    private volatile JavaEngine engine;
    private volatile boolean warm;
    private volatile @Nullable Thread evaluating;
    private volatile boolean stopped;

    /** Loads and connects nothing. */
    public JavaSession(ScriptApi api) {
        this.scope = new SnippetScope(api, ScriptArguments.NONE);
        this.last = new LastResult(scope);
        this.engine = engine();
    }

    /** Starts JShell and evaluates the prelude; on a thread behind the prompt. */
    public void warm() {
        engine.start();
        warm = true;
    }

    /** Whether source can be evaluated as it stands. */
    public enum Completeness {
        /** It can, or it is wrong and evaluation says why. */
        COMPLETE,
        /** More lines must follow. */
        INCOMPLETE,
        EMPTY
    }

    public Completeness completeness(String source) {
        if (JavaText.firstCode(source) >= source.length()) {
            return Completeness.EMPTY;
        }
        if (JavaText.open(source).isPresent()) {
            return Completeness.INCOMPLETE;
        }
        // The name itself is no matter here, but no Java of any version reads a lone underscore as one.
        String text = JavaText.withLast(source, "last");
        while (true) {
            String rest = text;
            SourceCodeAnalysis.CompletionInfo info = engine.analyse(analysis -> analysis.analyzeCompletion(rest));
            switch (info.completeness()) {
                case COMPLETE -> text = info.remaining();
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                    return Completeness.INCOMPLETE;
                }
                default -> {
                    return Completeness.COMPLETE;
                }
            }
            if (text.isBlank()) {
                return Completeness.COMPLETE;
            }
        }
    }

    /**
     * Evaluates snippets on a thread of their own and waits; an interruption of the calling thread stops them.
     *
     * @return the values of those that have one
     * @throws OpsException of kind INVALID when one does not compile, SCRIPT when one throws, CANCELLED when it was
     *     stopped; an {@code OpsException} that a service threw comes as itself
     */
    public List<SnippetValue> evaluate(String source) {
        evaluating = Thread.currentThread();
        stopped = false;
        SystemOutput output = new SystemOutput(scope.session());
        try {
            return evaluated(source);
        } catch (Cancelled e) {
            if (stopped) {
                Thread.interrupted();
            }
            renewIfLost();
            throw e;
        } finally {
            output.close();
            evaluating = null;
        }
    }

    /** Makes a command's result the one that {@code _} stands for; null leaves the one before. */
    public void remember(@Nullable Object result) {
        if (result != null) {
            last.remember(result);
        }
    }

    /** What could stand at the cursor; nothing before {@link #warm} has ended. */
    public List<Suggestion> suggestions(String source, int cursor) {
        if (!answersNow(source)) {
            return List.of();
        }
        String before = withLast(source.substring(0, cursor));
        int shift = before.length() - cursor;
        String whole = before + source.substring(cursor);
        int[] anchor = new int[1];
        Stream<Suggestion> found =
                engine.analyse(analysis -> analysis.completionSuggestions(whole, before.length(), anchor)).stream()
                        .filter(s -> !s.continuation().startsWith(LastResult.PREFIX))
                        .map(s -> new Suggestion(Math.max(0, anchor[0] - shift), s.continuation(), s.matchesType()));
        return Stream.concat(found, Prelude.functions(source.substring(0, cursor)))
                .distinct()
                .toList();
    }

    /** Whether suggestions can be made at once. */
    public boolean isReady() {
        return warm && engine.isIdle();
    }

    /** How the method or constructor at the cursor can be called; nothing before {@link #warm} has ended. */
    public List<String> signatures(String source, int cursor) {
        if (!answersNow(source)) {
            return List.of();
        }
        String before = withLast(source.substring(0, cursor));
        String whole = before + source.substring(cursor);
        return engine.analyse(analysis -> analysis.documentation(whole, before.length(), false)).stream()
                .map(documentation ->
                        PACKAGES.matcher(documentation.signature()).replaceAll(""))
                .distinct()
                .toList();
    }

    /** Stops the snippet that runs, from any thread. */
    public void stop() {
        Thread thread = evaluating;
        if (thread != null) {
            stopped = true;
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private List<SnippetValue> evaluated(String source) {
        String replaced = withLast(source);
        String variable = last.name();
        SourceText text = new SourceText("", replaced);
        SourcePieces pieces =
                new SourcePieces(text, code -> engine.analyse(analysis -> analysis.analyzeCompletion(code)));
        List<SnippetValue> values = new ArrayList<>();
        for (Optional<SourcePiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
            for (SnippetResult one : engine.evaluate(piece.get().code())) {
                if (!one.problems().isEmpty() && !replaced.equals(source)) {
                    throw SnippetFailures.invalid(piece.get(), one.problems(), source, variable);
                }
                require(piece.get(), one);
                value(one).ifPresent(value -> {
                    // of one variable the last value is enough
                    values.removeIf(before -> before.name().equals(value.name()));
                    values.add(value);
                });
            }
        }
        return values;
    }

    private void require(SourcePiece piece, SnippetResult one) {
        if (!one.problems().isEmpty()) {
            throw SnippetFailures.invalid(piece, one.problems());
        }
        if (one.failure() == null) {
            return;
        }
        Throwable thrown = SnippetFailures.thrown(one.failure());
        if (thrown instanceof OpsException expected) {
            throw expected;
        }
        throw new OpsException(FailureKind.SCRIPT, SnippetFailures.said(thrown), thrown);
    }

    private Optional<SnippetValue> value(SnippetResult one) {
        if (!one.hasValue()) {
            return Optional.empty();
        }
        String name = SnippetNames.name(one.snippet());
        last.heldBy(name);
        return Optional.of(new SnippetValue(name, SnippetNames.type(one.snippet()), one.value(), one.shown()));
    }

    private String withLast(String source) {
        if (!JavaText.usesLast(source)) {
            return source;
        }
        String replaced = last.in(source);
        String declaration = last.declaration();
        if (declaration != null) {
            for (SnippetResult one : engine.evaluate(declaration)) {
                require(new SourcePiece(new SourceText("", declaration), declaration, 0), one);
            }
        }
        return replaced;
    }

    /** A key stroke waits for nothing. */
    private boolean answersNow(String source) {
        return isReady() && (last.isKnown() || !JavaText.usesLast(source));
    }

    private void renewIfLost() {
        if (engine.isLost()) {
            warm = false;
            engine = engine();
        }
    }

    private JavaEngine engine() {
        return new JavaEngine(scope, loader -> new SnippetControl(loader, true));
    }
}
