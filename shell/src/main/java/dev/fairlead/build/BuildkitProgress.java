package dev.fairlead.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads what buildx prints with {@code --progress=rawjson}: a line is one JSON object with vertexes (the steps), statuses
 * (their transfers) and logs (their output), or plain words when it is not.
 */
final class BuildkitProgress {
    private static final int MOST_WORDS = 20;

    private final Steps steps;
    private final Map<String, String> names = new HashMap<>();
    private final Deque<String> words = new ArrayDeque<>();
    private final ObjectMapper mapper = new ObjectMapper();
    private String failedStep = "";
    private String error = "";

    BuildkitProgress(Steps steps) {
        this.steps = steps;
    }

    synchronized void line(String line) {
        if (line.startsWith("{")) {
            try {
                JsonNode event = mapper.readTree(line);
                event.path("vertexes").forEach(this::vertex);
                event.path("statuses").forEach(this::status);
                event.path("logs").forEach(this::log);
                return;
            } catch (JsonProcessingException e) {
                // Then they are words that begin with a brace.
            }
        }
        if (!line.isBlank()) {
            words.addLast(line.strip());
            if (words.size() > MOST_WORDS) {
                words.removeFirst();
            }
        }
    }

    /** The step that failed; empty where none did. */
    synchronized String failedStep() {
        return failedStep;
    }

    /** Why it failed, in the builder's words. */
    synchronized String error() {
        return error.isEmpty() || words.stream().anyMatch(w -> w.contains("parse error"))
                ? String.join("\n", words).replaceFirst("(?s)^.*ERROR: ", "")
                : error;
    }

    private void vertex(JsonNode vertex) {
        String name = vertex.path("name").asText();
        names.put(vertex.path("digest").asText(), name);
        String failure = vertex.path("error").asText("");
        // What stops because something else failed is no failure of its own.
        boolean ownFailure = !failure.isEmpty() && !failure.contains("context canceled");
        if (ownFailure) {
            failedStep = name;
            error = failure;
        }
        if (!isShown(name) && !ownFailure) {
            return;
        }
        boolean cached = vertex.path("cached").asBoolean();
        if (vertex.hasNonNull("started") || cached) {
            steps.started(name);
        }
        if (vertex.hasNonNull("completed") || cached) {
            steps.finished(name, failure.isEmpty(), cached);
        }
    }

    private void status(JsonNode status) {
        String name = names.getOrDefault(status.path("vertex").asText(), "");
        if (isShown(name) && !status.hasNonNull("completed")) {
            String id = status.path("id").asText().replaceFirst(":$", "");
            steps.advanced(
                    name,
                    id,
                    status.path("current").asLong(),
                    status.path("total").asLong());
        }
    }

    private void log(JsonNode log) {
        byte[] data = Base64.getDecoder().decode(log.path("data").asText());
        String name = names.getOrDefault(log.path("vertex").asText(), "build");
        steps.printed(name, new String(data, StandardCharsets.UTF_8));
    }

    /** BuildKit's own preparations are no news, but for the two that may take long. */
    private static boolean isShown(String name) {
        return !name.isEmpty()
                && (!name.startsWith("[internal]") || name.contains("build context") || name.contains("metadata"));
    }
}
