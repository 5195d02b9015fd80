package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A pod as scripts see it.
 *
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed} or {@code Unknown}
 * @param status as the server's table says it, e.g. {@code CrashLoopBackOff}
 * @param readyContainers of {@code containers}
 * @param restarts of all its containers together
 * @param created when
 * @param node empty while it is not scheduled
 */
public record PodSummary(
        String name,
        String namespace,
        String phase,
        String status,
        int readyContainers,
        int containers,
        int restarts,
        Instant created,
        String node,
        List<String> images) {

    public PodSummary {
        images = List.copyOf(images);
    }

    public boolean ready() {
        return containers > 0 && readyContainers == containers;
    }

    static PodSummary of(ObjectTable table, ObjectTable.Row row) {
        JsonNode object = row.object();
        int ready = 0;
        int restarts = 0;
        for (JsonNode container : object.path("status").path("containerStatuses")) {
            ready += container.path("ready").asBoolean() ? 1 : 0;
            restarts += container.path("restartCount").asInt();
        }
        List<String> images = new ArrayList<>();
        object.path("spec")
                .path("containers")
                .forEach(c -> images.add(c.path("image").asText()));
        String phase = object.path("status").path("phase").asText("");
        return new PodSummary(
                row.name(),
                row.namespace(),
                phase,
                cell(table, row, "Status", phase),
                ready,
                images.size(),
                restarts,
                Instant.parse(object.path("metadata").path("creationTimestamp").asText()),
                object.path("spec").path("nodeName").asText(""),
                images);
    }

    private static String cell(ObjectTable table, ObjectTable.Row row, String column, String otherwise) {
        for (int i = 0; i < table.columns().size() && i < row.cells().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return row.cells().get(i);
            }
        }
        return otherwise;
    }
}
