package dev.fairlead.script.api;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.io.ProgramResult;
import dev.fairlead.script.io.ShellLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What snippets call without an object before it. */
public final class ScriptFunctions implements RawAccess {
    private ScriptFunctions() {}

    /** Prints a line on standard output, a result as the prompt shows it; control characters from outside are spelt out. */
    public static void println(@Nullable Object value) {
        printed(text(value) + "\n");
    }

    /** Prints an empty line on standard output. */
    public static void println() {
        printed("\n");
    }

    /** Prints on standard output, a result as the prompt shows it; control characters from outside are spelt out. */
    public static void print(@Nullable Object value) {
        printed(text(value));
    }

    private static String text(@Nullable Object value) {
        return value == null || value instanceof CharSequence
                ? String.valueOf(value)
                : SnippetHolder.api()
                        .lines()
                        .shown(value)
                        .map(String::stripTrailing)
                        .orElseGet(value::toString);
    }

    private static void printed(String text) {
        SnippetHolder.api().progress().on(new ProgressEvent.Printed(text, false));
    }

    /** As {@link String#format} and {@link #print}. */
    public static void printf(String format, @Nullable Object... values) {
        print(String.format(format, values));
    }

    /** Tells the user something that is no result; it goes to standard error. */
    public static void log(@Nullable Object text) {
        SnippetHolder.api().progress().note(String.valueOf(text));
    }

    /** Tells the user something that deserves a look; it goes to standard error. */
    public static void warn(@Nullable Object text) {
        SnippetHolder.api().progress().warn(String.valueOf(text));
    }

    /** Ends the script as failed; {@code throw fail("…")} where the compiler wants to know that it ends there. */
    public static OpsException fail(String message) {
        throw new OpsException(FailureKind.SCRIPT, message);
    }

    /** The option {@code --name VALUE} of the script's line. */
    public static Parameter param(String name) {
        SnippetScope scope = SnippetHolder.scope();
        return new Parameter(scope.arguments(), scope.session(), name);
    }

    /** The directory that the script is in; the working directory at the prompt. */
    public static Path scriptDirectory() {
        return SnippetHolder.scope().arguments().directory();
    }

    /** The words of the script's line that are no options and no option's value. */
    public static List<String> words() {
        return SnippetHolder.scope().arguments().positionals();
    }

    /**
     * Runs one of the shell's own lines, prints its result as the prompt does, and gives it: {@code run("rollout status
     * deployment/web")}, or with a word each {@code run("rollout", "status", workload)}. In a dry run the change is
     * planned only, as by the typed calls.
     *
     * @return what the typed call of the same name gives; null where there is nothing
     * @throws OpsException of the class that the typed call throws; {@link dev.fairlead.failure.Misused} for a line that is
     *     wrong, or that is about the session itself ({@code run}, {@code script}, {@code sandbox}, {@code exit})
     */
    public static @Nullable Object run(String line, String... words) {
        ScriptApi api = SnippetHolder.api();
        List<String> all = Stream.concat(Stream.of(line), Stream.of(words)).toList();
        return TypedFailures.call(() -> Optional.ofNullable(api.lines().run(all, api.progress())))
                .orElse(null);
    }

    /**
     * Runs a line by {@code sh} and waits for its end: {@code sh("git tag \"$1\"", tag)}. What it prints is shown as it
     * comes, with secrets masked, and is in the result as it was.
     *
     * @param arguments what the line sees as {@code $1}, {@code $2} …
     * @throws dev.fairlead.script.io.ProgramFailed when it does not end with 0
     */
    public static ProgramResult sh(String line, String... arguments) {
        return shell(line).arguments(arguments).run();
    }

    /** Begins a line for {@code sh}, for what the short call does not say: directory, variables, secrets, time limit. */
    public static ShellLine shell(String line) {
        SnippetScope scope = SnippetHolder.scope();
        return scope.api()
                .outside()
                .line(
                        line,
                        scope.secrets(),
                        scope.api().progress(),
                        scope.session().isDryRun());
    }
}
