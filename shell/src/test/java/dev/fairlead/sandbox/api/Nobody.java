package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** Where no pod runs. */
final class Nobody implements PodBackend {
    @Override
    public String log(JsonNode pod, String container, boolean previous, boolean timestamps) {
        return "";
    }

    @Override
    public Reply app(JsonNode pod, String path) {
        return Reply.text(200, "");
    }

    @Override
    public Optional<String> outage() {
        return Optional.empty();
    }

    @Override
    public JsonNode control(String method, String what, JsonNode body) {
        return MissingNode.getInstance();
    }
}
