package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The labels by which a release tells its pods apart. */
public final class ReleaseLabels {
    /** Of a blue-green release: on pods and in the selectors of their Services. */
    public static final String COLOR = "fairlead.dev/color";

    private ReleaseLabels() {}

    /**
     * Keeps the requests on the colour that serves when a manifest, which knows of no colours, is applied over its
     * Service. Servers from 1.22 on take a selector as a whole, so what the manifest leaves out would go.
     */
    public static void keep(ObjectNode body, JsonNode live) {
        JsonNode color = live.at("/spec/selector").path(COLOR);
        if (body.path("kind").asText().equals("Service")
                && color.isTextual()
                && body.at("/spec/selector") instanceof ObjectNode selector
                && !selector.has(COLOR)) {
            selector.set(COLOR, color);
        }
    }
}
