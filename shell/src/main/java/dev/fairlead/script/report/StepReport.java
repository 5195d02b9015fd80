package dev.fairlead.script.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
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
 * @param result what it gave, or what its failure holds, as commands tell it in JSON
 * @param traces what was seen of it, what is below it aside
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
        Optional<JsonNode> result,
        @JsonUnwrapped Traces traces) {}
