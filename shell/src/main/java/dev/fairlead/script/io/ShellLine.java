package dev.fairlead.script.io;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.TimedOut;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.EgressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line for {@code sh}, with where and how it runs; each method returns the same line. It runs in the working directory
 * with the environment of the session and nothing to read. What it prints is shown as it comes, with secrets masked.
 *
 * <pre>{@code
 * var made = shell("make test").in("services/web").env("CI", "true").timeout(Duration.ofMinutes(10)).allowFailure().run();
 * println(made.succeeded() ? "tested in " + made.took().toSeconds() + " s" : made.lines().size() + " lines of trouble");
 * }</pre>
 */
public final class ShellLine {
    private final ExternalAccess external;
    private final String line;
    private final Secrets secrets;
    private final ProgressListener progress;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path directory;
    private String input = "";
    private Optional<Duration> limit = Optional.empty();
    private boolean allowFailure;
    private boolean quiet;
    private boolean dryRun;
    private boolean reading;

    ShellLine(ExternalAccess external, String line, Secrets secrets, ProgressListener progress, boolean dryRun) {
        this.external = external;
        this.line = line;
        this.secrets = secrets;
        this.progress = progress;
        this.dryRun = dryRun;
        this.directory = external.settings().workingDirectory();
    }

    /** What the line sees as {@code $1}, {@code $2} …: whatever is in a text, {@code "$1"} is one word. */
    public ShellLine arguments(String... values) {
        arguments.addAll(List.of(values));
        return this;
    }

    /** Runs in that directory; a relative one starts from the working directory. */
    public ShellLine in(String value) {
        directory = external.settings().path(value);
        return this;
    }

    /** Runs in that directory. */
    public ShellLine in(Path value) {
        directory = external.settings().workingDirectory().resolve(value);
        return this;
    }

    /** Sets a variable of its environment. */
    public ShellLine env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets a variable whose value is masked wherever this session shows text of programs, from now on. */
    public ShellLine secret(String name, String value) {
        secrets.add(value);
        return env(name, value);
    }

    /** What it reads from standard input. */
    public ShellLine input(String text) {
        input = text;
        return this;
    }

    /** Ends it after so long; it may take for ever if not said. */
    public ShellLine timeout(Duration value) {
        limit = Optional.of(value);
        return this;
    }

    /** Every exit code is a result; without this, one that is not 0 is a failure. */
    public ShellLine allowFailure() {
        allowFailure = true;
        return this;
    }

    /** Shows nothing of it: only the result has what it prints. */
    public ShellLine quiet() {
        quiet = true;
        return this;
    }

    /** It changes nothing, so a dry run runs it as well. */
    public ShellLine reading() {
        dryRun = false;
        reading = true;
        return this;
    }

    /**
     * Runs it to its end. In a dry run it is only told, and the result is an empty one, unless {@link #reading} was said. An interruption ends it with all that it started.
     *
     * @throws ProgramFailed when it does not end with 0 and {@link #allowFailure} was not said
     * @throws TimedOut when it took longer than {@link #timeout}; it and all that it started are ended
     * @throws Cancelled when the thread was interrupted
     */
    public ProgramResult run() {
        EgressPolicy egress = external.settings().enclosure();
        Optional<ProgramResult> answered = external.answers().program(shown());
        if (answered.isPresent()) {
            answered.get().lines().forEach(text -> progress().on(new ProgressEvent.Output("sh", text)));
            return required(answered.get(), answered.get().lines());
        }
        if (egress == EgressPolicy.CLOSED) {
            throw StubbedResponses.refused("sh", shown());
        }
        if (dryRun || egress == EgressPolicy.TOLD && !reading) {
            progress.note("would run: " + shown() + (dryRun ? " (dry run)" : " (rehearsal)"));
            return new ProgramResult(shown(), 0, "", "", Duration.ZERO);
        }
        RunningLine running = new RunningLine(this);
        return required(running.toItsEnd(), running.tail());
    }

    private ProgramResult required(ProgramResult ran, List<String> tail) {
        if (!ran.succeeded() && !allowFailure) {
            throw new ProgramFailed(ran, tail);
        }
        return ran;
    }

    /** {@code sh} names itself in its messages by the word after the line. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", line, "sh"));
        words.addAll(arguments);
        return words;
    }

    /** Of what is inherited nothing is left out; the cluster is the session's. */
    Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>(external.settings().environment());
        all.putAll(external.variables().get());
        all.putAll(environment);
        return all;
    }

    /** As it is shown. */
    String shown() {
        String words = arguments.isEmpty() ? line : line + " [" + String.join(" ", arguments) + "]";
        return secrets.masked(words);
    }

    Path directory() {
        return directory;
    }

    String input() {
        return input;
    }

    Optional<Duration> limit() {
        return limit;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Who hears of it. */
    ProgressListener progress() {
        return quiet ? ProgressListener.SILENT : progress;
    }
}
