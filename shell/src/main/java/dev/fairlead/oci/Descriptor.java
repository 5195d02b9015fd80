package dev.fairlead.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * What names a blob in a manifest or an index (OCI image specification, descriptor.md).
 *
 * @param size in bytes
 */
public record Descriptor(String mediaType, String digest, long size, Map<String, String> annotations) {
    public Descriptor {
        annotations = Map.copyOf(annotations);
    }

    private static final String CREATED = "org.opencontainers.image.created";

    public static Descriptor of(String mediaType, Blob blob) {
        return new Descriptor(mediaType, blob.digest(), blob.size(), Map.of());
    }

    /** The same, noting the time that it came to be here: an image itself must not know it, to be the same each time. */
    public Descriptor createdAt(Instant time) {
        Map<String, String> noted = new TreeMap<>(annotations);
        noted.put(CREATED, time.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Descriptor(mediaType, digest, size, noted);
    }

    /** The first second of 1970 where it is not noted. */
    public Instant created() {
        try {
            return Instant.parse(annotations.getOrDefault(CREATED, ""));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    public static Descriptor read(JsonNode node) {
        Map<String, String> annotations = new TreeMap<>();
        node.path("annotations")
                .properties()
                .forEach(entry ->
                        annotations.put(entry.getKey(), entry.getValue().asText()));
        return new Descriptor(
                node.path("mediaType").asText(),
                node.path("digest").asText(),
                node.path("size").asLong(),
                annotations);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("mediaType", mediaType).put("digest", digest).put("size", size);
        if (!annotations.isEmpty()) {
            ObjectNode written = json.putObject("annotations");
            new TreeMap<>(annotations).forEach(written::put);
        }
        return json;
    }
}
