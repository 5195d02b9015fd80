package dev.fairlead.script.engine;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.script.api.SnippetLoader;
import dev.fairlead.script.api.SnippetScope;
import dev.fairlead.script.ast.CompilerStack;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** One JShell in this process with its snippets; started with the prelude by its first use. */
public final class JavaEngine implements AutoCloseable {
    /** In megabytes. */
    private static final int LEAST_HEAP = 28;

    private final SnippetControl control;
    private final SnippetLoader loader;
    private final SnippetThread thread;
    private volatile @Nullable JShell shell;
    private int temporaries;

    /** @param controls makes what runs the compiled snippets */
    public JavaEngine(SnippetScope scope, Function<SnippetLoader, SnippetControl> controls) {
        this.loader = new SnippetLoader(scope);
        this.control = controls.apply(loader);
        this.thread = new SnippetThread(control, loader);
    }

    /** Starts JShell and evaluates the prelude, unless that is done. */
    public void start() {
        thread.call(this::shell);
    }

    /**
     * Evaluates what {@link SourceCodeAnalysis} calls complete. An interruption of the calling thread stops it.
     *
     * @throws dev.fairlead.failure.Cancelled when it was stopped; {@link #stoppedStack} then says where
     */
    public List<SnippetResult> evaluate(String source) {
        return thread.call(() -> {
            JShell ready = shell();
            control.begin();
            return evaluated(ready, CompilerStack.within(() -> ready.eval(source)));
        });
    }

    /** Asks about source without running it. */
    public <T> T analyse(Function<SourceCodeAnalysis, T> question) {
        return thread.call(() -> CompilerStack.within(() -> question.apply(shell().sourceCodeAnalysis())));
    }

    /** What a declaration still lacks; empty for one that is complete. */
    public List<String> unresolved(Snippet snippet) {
        return thread.call(() -> snippet instanceof DeclarationSnippet declaration
                        && shell().status(snippet) != Snippet.Status.VALID
                        && shell().status(snippet).isActive()
                ? shell().unresolvedDependencies(declaration).toList()
                : List.of());
    }

    /** What each declared snippet still lacks, in words, by the number that compiled code has for the snippet. */
    public Map<Integer, String> unresolved() {
        return thread.call(() -> {
            Map<Integer, String> unresolved = new TreeMap<>();
            shell().snippets()
                    .filter(snippet -> isUnresolved(shell().status(snippet)))
                    .filter(DeclarationSnippet.class::isInstance)
                    .map(DeclarationSnippet.class::cast)
                    .forEach(snippet -> SnippetLines.number(snippet)
                            .ifPresent(number -> unresolved.put(number, notYet(shell(), snippet))));
            return unresolved;
        });
    }

    /** The line of a snippet that a frame stands for; waits for nothing. */
    public Optional<SnippetLines.Place> place(StackTraceElement frame) {
        JShell ready = shell;
        return ready == null ? Optional.empty() : new SnippetLines(ready).place(frame);
    }

    /** All lines of a wrapper class that stand for one of a snippet. */
    public Map<Integer, SnippetLines.Place> places(String wrapper) {
        return thread.call(() -> new SnippetLines(shell()).places(wrapper));
    }

    /** Where the snippet was that was stopped last. */
    public StackTraceElement[] stoppedStack() {
        return control.cancelledAt();
    }

    /** What the snippet threw that was stopped last. */
    @Nullable
    public Throwable thrownWhenStopped() {
        return control.failure();
    }

    /** Whether it can still be used: a snippet that nothing stops keeps it for ever. */
    boolean isLost() {
        return thread.isLost();
    }

    /** Whether nobody would have to wait for it. */
    boolean isIdle() {
        return thread.isIdle();
    }

    @Override
    public void close() {
        thread.close(() -> {
            JShell ready = shell;
            if (ready != null) {
                ready.close();
            }
        });
    }

    private JShell shell() {
        JShell ready = shell;
        if (ready == null) {
            // With less the compiler fails by itself, and prints where.
            SystemFailures.requireHeap("compile Java", LEAST_HEAP);
            ready = JShell.builder()
                    .executionEngine(new Here(), Map.of())
                    // concatenation that is linked at run time costs the first use of each shape milliseconds
                    .compilerOptions(
                            "-classpath", System.getProperty("java.class.path"), "-proc:none", "-XDstringConcat=inline")
                    .tempVariableNameGenerator(() -> "$" + ++temporaries)
                    .build();
            shell = ready;
            for (String snippet : Prelude.snippets()) {
                requireValid(ready, snippet);
            }
        }
        return ready;
    }

    private static void requireValid(JShell shell, String snippet) {
        for (SnippetEvent event : shell.eval(snippet)) {
            if (event.status() != Snippet.Status.VALID || event.exception() != null) {
                List<String> why = shell.diagnostics(event.snippet())
                        .map(diag -> diag.getMessage(null))
                        .toList();
                throw new IllegalStateException("prelude: " + snippet + " " + why, event.exception());
            }
        }
    }

    private List<SnippetResult> evaluated(JShell ready, List<SnippetEvent> events) {
        List<SnippetResult> evaluated = new ArrayList<>();
        Iterator<@Nullable Object> values = control.values().iterator();
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                evaluated.add(evaluated(ready, event, values));
            }
        }
        return evaluated;
    }

    private SnippetResult evaluated(JShell ready, SnippetEvent event, Iterator<@Nullable Object> values) {
        Snippet snippet = event.snippet();
        // What fails when code is generated is not rejected, and yet never runs.
        List<Diag> problems = ready.diagnostics(snippet).filter(Diag::isError).toList();
        if (!problems.isEmpty()) {
            return new SnippetResult(snippet, problems, null, "", null);
        }
        if (event.status() == Snippet.Status.REJECTED || event.status() == Snippet.Status.NONEXISTENT) {
            return new SnippetResult(snippet, List.of(), null, "", refused());
        }
        if (event.exception() != null) {
            return new SnippetResult(snippet, List.of(), null, "", failure(ready, event.exception()));
        }
        if (control.lost() != null) {
            return new SnippetResult(snippet, List.of(), null, "", control.lost());
        }
        boolean ran = snippet.subKind().isExecutable() && values.hasNext();
        Object value = ran ? values.next() : null;
        return new SnippetResult(snippet, List.of(), value, event.value() == null ? "" : event.value(), null);
    }

    /** JShell hands on no message of its compiler that has no place in the source. */
    private static OpsException refused() {
        return new OpsException(
                FailureKind.INVALID,
                "the compiler refuses it and does not say where; a method may be too large: 64 kB of code is the most");
    }

    private Throwable failure(JShell ready, JShellException exception) {
        Throwable thrown = control.failure();
        if (exception instanceof UnresolvedReferenceException unresolved) {
            Throwable said = new IllegalStateException(notYet(ready, unresolved.getSnippet()));
            said.setStackTrace(thrown == null ? exception.getStackTrace() : thrown.getStackTrace());
            return said;
        }
        return thrown != null && exception instanceof EvalException ? thrown : exception;
    }

    private static String notYet(JShell shell, DeclarationSnippet snippet) {
        String missing =
                String.join(", ", shell.unresolvedDependencies(snippet).sorted().toList());
        return SnippetNames.name(snippet) + " cannot be used yet: " + missing + " is missing";
    }

    private static boolean isUnresolved(Snippet.Status status) {
        return status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED;
    }

    /** Gives JShell our control. */
    private final class Here implements ExecutionControlProvider {
        @Override
        public String name() {
            return "fairlead";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
