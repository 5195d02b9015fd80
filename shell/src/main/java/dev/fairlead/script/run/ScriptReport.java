package dev.fairlead.script.run;

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
 * @param run the run's name, by which it can be gone on with; empty where it has no journal
 * @param resumes the run that this one went on with; empty where it is new
 * @param dryRun whether changes were only planned
 * @param outcome {@code succeeded}, {@code failed} or {@code cancelled}
 * @param exitCode the process's
 * @param failure why it failed
 * @param parameters that the script asked for, in order
 * @param steps in the order in which they began
 * @param log the last lines of what was said outside of steps
 */
public record ScriptReport(
        int version,
        String script,
        String hash,
        String run,
        String resumes,
        boolean dryRun,
        String outcome,
        int exitCode,
        Optional<Failure> failure,
        Instant began,
        Instant ended,
        Duration took,
        List<Parameter> parameters,
        Environment environment,
        List<StepReport> steps,
        Log log) {
    /** The present form's. */
    public static final int VERSION = 1;

    public ScriptReport {
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
            String namespace) {}

    /**
     * Why something failed.
     *
     * @param kind the failure's family, in lower case with hyphens
     * @param details further lines: the script's line with the source, log tails, conflicts
     * @param hints lines to type next
     */
    public record Failure(
            String kind, int exitCode, String message, String step, List<String> details, List<String> hints) {
        public Failure {
            details = List.copyOf(details);
            hints = List.copyOf(hints);
        }
    }

    /**
     * The last lines of what was said.
     *
     * @param leftOut how many came before them
     */
    public record Log(List<String> lines, int leftOut) {
        public Log {
            lines = List.copyOf(lines);
        }
    }
}
