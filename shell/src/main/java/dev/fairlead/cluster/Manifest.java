package dev.fairlead.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.FieldLines;

/**
 * One object of a manifest, complete enough to be sent.
 *
 * @param source the file as it was named, {@code -} for standard input
 * @param document its number in the file, from 1
 * @param line where it begins
 * @param lines where its fields stand
 */
public record Manifest(String source, int document, int line, ObjectNode object, FieldLines lines) {
    public String apiVersion() {
        return object.path("apiVersion").asText();
    }

    public String kind() {
        return object.path("kind").asText();
    }

    public String name() {
        return object.path("metadata").path("name").asText("");
    }

    /** Empty where it names none. */
    public String namespace() {
        return object.path("metadata").path("namespace").asText("");
    }

    @JsonIgnore
    public boolean isDefinition() {
        return kind().equals("CustomResourceDefinition");
    }

    /** Whether it is a CustomResourceDefinition that defines that kind. */
    public boolean defines(Manifest other) {
        JsonNode spec = object.path("spec");
        return isDefinition()
                && spec.path("names").path("kind").asText().equals(other.kind())
                && other.apiVersion().startsWith(spec.path("group").asText() + "/");
    }

    /** {@code web.yaml:14 (document 2)} */
    public String place() {
        return source + ":" + line + " (document " + document + ")";
    }

    /** The place of a field; of the object where the field is not in the text. */
    public String place(String path) {
        return lines.at(path)
                .map(at -> source + ":" + at + " (document " + document + ")")
                .orElseGet(this::place);
    }
}
