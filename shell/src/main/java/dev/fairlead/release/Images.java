package dev.fairlead.release;

import com.fasterxml.jackson.databind.JsonNode;

/** The image that a release takes the place of. */
final class Images {
    private static final String CONTAINERS = "/spec/template/spec/containers";

    private Images() {}

    /** That of the container which gets the new image; of the first where none does. */
    static String of(JsonNode before, JsonNode after, String image) {
        JsonNode old = before.at(CONTAINERS);
        for (JsonNode container : after.at(CONTAINERS)) {
            for (JsonNode same : old) {
                if (container.path("image").asText().equals(image)
                        && same.path("name").equals(container.path("name"))) {
                    return same.path("image").asText();
                }
            }
        }
        return old.path(0).path("image").asText();
    }
}
