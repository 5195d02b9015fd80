package dev.fairlead.script.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a run; as JSON its component names are a contract. No secret is in it.
 *
 * @param version of this form
 * @param script as the user typed it
 * @param hash of the script and the files that it opens
 * @param words what the script saw of the line
 * @param run the run's name, by which it can be gone on with; empty where it has no journal
 * @param resumes the run that this one went on with; empty where it is new
 * @param dryRun whether changes were only planned
 * @param outcome {@code succeeded}, {@code failed} or {@code cancelled}
 * @param exitCode the process's
 * @param meaning of the exit code, in a sentence
 * @param failure why it failed
 * @param parameters that the script asked for, in order
 * @param steps in the order in which they began
 * @param outside what was seen outside of steps
 */
public record ScriptReport(
        int version,
        String script,
        String hash,
        List<String> words,
        String run,
        String resumes,
        boolean dryRun,
        String outcome,
        int exitCode,
        String meaning,
        Optional<Failure> failure,
        Instant began,
        Instant ended,
        Duration took,
        List<Parameter> parameters,
        Environment environment,
        List<StepReport> steps,
        @JsonUnwrapped Traces outside) {
    /** The present form's. */
    public static final int VERSION = 2;

    public ScriptReport {
        words = List.copyOf(words);
        parameters = List.copyOf(parameters);
        steps = List.copyOf(steps);
    }

    /**
     * A parameter that the script asked for.
     *
     * @param value {@code ***} of a secret one; empty where the line has none and there is no other
     */
    public record Parameter(String name, String value, boolean secret) {}

    /**
     * Where it ran.
     *
     * @param continuousIntegration the system, e.g. {@code GitLab CI}; empty where it is none that is known
     * @param context the kube context at the end; empty where there is none
     * @param cluster that the context leads to, where the run has talked to it
     * @param git what the script's directory is at, where git knows it
     */
    public record Environment(
            String fairlead,
            String java,
            String system,
            String user,
            String host,
            String directory,
            String continuousIntegration,
            String context,
            String namespace,
            Optional<Cluster> cluster,
            Optional<Git> git) {}

    /**
     * A cluster, whatever its context is called.
     *
     * @param version the API server's
     * @param uid of the namespace kube-system
     */
    public record Cluster(String server, String version, String uid) {}

    /**
     * A commit.
     *
     * @param branch empty where none is checked out
     * @param tag that names exactly this commit; empty where there is none
     * @param dirty whether anything differs from the commit
     */
    public record Git(String sha, String branch, String tag, boolean dirty) {}

    /**
     * Why something failed.
     *
     * @param kind the failure's family, in lower case with hyphens
     * @param step the path of the step that it came from; empty outside of steps
     * @param at the script's line, e.g. {@code ship.jsh:12}; empty where it is not known
     * @param source that line with its number before it, and marks below it
     * @param details further lines: where it came from, log tails, conflicts
     * @param hints lines to type next
     */
    public record Failure(
            String kind,
            int exitCode,
            String message,
            String step,
            String at,
            List<String> source,
            List<String> details,
            List<String> hints) {
        public Failure {
            source = List.copyOf(source);
            details = List.copyOf(details);
            hints = List.copyOf(hints);
        }
    }
}
