package dev.fairlead.script.engine;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.source.ScriptArguments;
import dev.fairlead.script.source.ScriptLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what a script's snippets throw with the script's own lines, whether they were compiled now or replayed. */
public final class ScriptFailures {
    private static final int MOST_CALLERS = 5;

    private final Function<StackTraceElement, Optional<ScriptLocation>> lines;

    /** @param lines the script's line that a frame stands for; empty for other frames */
    public ScriptFailures(Function<StackTraceElement, Optional<ScriptLocation>> lines) {
        this.lines = lines;
    }

    /** @param running where the snippet begins that threw */
    public OpsException failed(ScriptLocation running, Throwable failure) {
        Throwable thrown = SnippetFailures.thrown(failure);
        if (thrown instanceof ScriptArguments.ScriptUsage usage) {
            return usage;
        }
        List<ScriptLocation> known = spots(thrown.getStackTrace());
        List<ScriptLocation> spots = orElse(known.isEmpty() ? spots(failure.getStackTrace()) : known, running);
        ScriptLocation first = spots.get(0);
        List<String> details = new ArrayList<>();
        details.add(first.marked());
        spots.stream().skip(1).limit(MOST_CALLERS).forEach(spot -> details.add("called from " + spot));
        if (thrown instanceof OpsException expected) {
            details.add(0, "at " + first);
            details.addAll(expected.details());
            return new OpsException(expected.kind(), expected.message(), details, expected.hints(), expected);
        }
        String message = first + ": " + SnippetFailures.said(thrown);
        details.addAll(causes(thrown));
        return new OpsException(FailureKind.SCRIPT, message, details, List.of(), thrown);
    }

    /**
     * @param stack where the snippet was when it was stopped
     * @param thrown what it threw then
     */
    public Cancelled cancelled(
            ScriptLocation running, Cancelled failure, StackTraceElement[] stack, @Nullable Throwable thrown) {
        ScriptLocation where = orElse(spots(stack), running).get(0);
        String why = thrown instanceof Cancelled service ? service.message() : failure.message();
        return new Cancelled(where + ": " + why, failure.hints());
    }

    public static OpsException noExitCode(ScriptLocation where) {
        return new OpsException(FailureKind.INVALID, where + ": /exit wants a whole number");
    }

    private List<String> causes(Throwable thrown) {
        List<String> causes = new ArrayList<>();
        Throwable cause = thrown.getCause();
        while (cause != null && causes.size() < MOST_CALLERS) {
            List<ScriptLocation> spots = spots(cause.getStackTrace());
            causes.add("because of " + SnippetFailures.said(cause) + (spots.isEmpty() ? "" : " at " + spots.get(0)));
            cause = cause.getCause();
        }
        return causes;
    }

    /** The script's lines in a stack, innermost first. */
    private List<ScriptLocation> spots(StackTraceElement[] stack) {
        return Stream.of(stack).map(lines).flatMap(Optional::stream).distinct().toList();
    }

    private static List<ScriptLocation> orElse(List<ScriptLocation> spots, ScriptLocation otherwise) {
        return spots.isEmpty() ? List.of(otherwise) : spots;
    }
}
