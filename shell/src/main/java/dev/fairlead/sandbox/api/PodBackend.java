package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What answers for pods, and for the sandbox itself: no part of Kubernetes' own API. */
public interface PodBackend {
    /** @param container empty for the only one */
    String log(JsonNode pod, String container, boolean previous, boolean timestamps);

    /** What a pod's program answers. */
    Reply app(JsonNode pod, String path);

    /** The failure that every request meets now; empty while the server is well. */
    Optional<String> outage();

    /**
     * A request about the sandbox itself.
     *
     * @param what the path below {@code /sandbox/}
     */
    JsonNode control(String method, String what, JsonNode body);
}
