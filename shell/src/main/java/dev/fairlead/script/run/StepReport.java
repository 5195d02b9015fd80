package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of a {@link ScriptReport}.
 *
 * @param id tells it from the others of the report
 * @param parent the id of the step that it is part of; empty where there is none
 * @param path as a user names it, e.g. {@code Release > Push image}
 * @param parallel whether others ran at the same time
 * @param outcome {@code succeeded}, {@code failed}, {@code cancelled}, {@code skipped} or {@code done before}
 * @param failure in one line; empty where it did not fail
 * @param changes what it changed, in order
 * @param verdicts what was found wrong with workloads, as rollout commands tell it in JSON
 * @param diffs unified diffs, line by line
 * @param result what it gave, or what its failure holds, as commands tell it in JSON
 * @param log the last lines of what was said in it
 */
public record StepReport(
        String id,
        String parent,
        String name,
        String path,
        boolean parallel,
        String outcome,
        Instant began,
        Instant ended,
        Duration took,
        String failure,
        List<Changed> changes,
        List<JsonNode> verdicts,
        List<List<String>> diffs,
        Optional<JsonNode> result,
        ScriptReport.Log log) {
    public StepReport {
        changes = List.copyOf(changes);
        verdicts = List.copyOf(verdicts);
        diffs = diffs.stream().map(List::copyOf).toList();
    }

    /**
     * One change.
     *
     * @param place the context and namespace, the engine or the registry
     * @param action the verb
     * @param target what was changed, e.g. {@code deployment/web}
     */
    public record Changed(Instant at, String place, String action, String target, String outcome) {}
}
