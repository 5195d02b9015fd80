package dev.fairlead.script.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was seen of some work: of one step, or of what a script does outside of steps.
 *
 * @param changes that were made, in order
 * @param attempts that failed and were followed by another
 * @param verdicts what was found wrong with workloads, as rollout commands tell it in JSON, with the workload
 * @param diffs of what was changed, or of a plan, in order
 * @param log the last lines of what was said
 */
public record Traces(
        List<Changed> changes, List<Attempt> attempts, List<JsonNode> verdicts, List<Diff> diffs, Log log) {
    public Traces {
        changes = List.copyOf(changes);
        attempts = List.copyOf(attempts);
        verdicts = List.copyOf(verdicts);
        diffs = List.copyOf(diffs);
    }

    /**
     * One change.
     *
     * @param place the context and namespace, the engine or the registry
     * @param action the verb
     * @param target what was changed, e.g. {@code deployment/web}
     */
    public record Changed(Instant at, String place, String action, String target, String outcome) {}

    /**
     * One attempt of several that failed.
     *
     * @param number counted from 1
     * @param of how many there may be
     * @param pause before the next
     */
    public record Attempt(int number, int of, Instant began, Duration took, String failure, Duration pause) {}

    /**
     * What differs between an object before and after.
     *
     * @param object as it is typed, e.g. {@code deployment/web}; empty where the lines name it
     * @param place the context and namespace; empty where it is not known
     * @param planned whether the change was not made
     * @param lines of a unified diff; the values of Secrets are not in it
     * @param leftOut how many lines come after them
     */
    public record Diff(String object, String place, boolean planned, List<String> lines, int leftOut) {
        public Diff {
            lines = List.copyOf(lines);
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
