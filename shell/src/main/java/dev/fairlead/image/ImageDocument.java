package dev.fairlead.image;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Everything the engine knows of an image: its JSON document as it was, and the parts that people ask for. */
public record ImageDocument(@JsonValue JsonNode document) {

    public String id() {
        return document.path("Id").asText();
    }

    public List<String> tags() {
        return texts(document.path("RepoTags"));
    }

    public List<String> digests() {
        return texts(document.path("RepoDigests"));
    }

    public String created() {
        return document.path("Created").asText();
    }

    /** In bytes, with its base layers. */
    public long size() {
        return document.path("Size").asLong();
    }

    public String platform() {
        String variant = document.path("Variant").asText("");
        return document.path("Os").asText() + "/"
                + document.path("Architecture").asText() + (variant.isEmpty() ? "" : "/" + variant);
    }

    /** The user that it runs as; empty for root. */
    public String user() {
        return document.path("Config").path("User").asText("");
    }

    public List<String> ports() {
        List<String> ports = new ArrayList<>();
        document.path("Config").path("ExposedPorts").fieldNames().forEachRemaining(ports::add);
        return ports;
    }

    /** Entry point and command as they run. */
    public List<String> command() {
        List<String> words = new ArrayList<>(texts(document.path("Config").path("Entrypoint")));
        words.addAll(texts(document.path("Config").path("Cmd")));
        return words;
    }

    public int layers() {
        return document.path("RootFS").path("Layers").size();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
