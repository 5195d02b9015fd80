package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The image that a release takes the place of. */
public final class ReplacedImage {
    private static final String CONTAINERS = "/spec/template/spec/containers";

    private ReplacedImage() {}

    /** The name of the container with that image; of the first where none has it. */
    public static String container(JsonNode deployment, String image) {
        for (JsonNode container : deployment.at(CONTAINERS)) {
            if (container.path("image").asText().equals(image)) {
                return container.path("name").asText();
            }
        }
        return deployment.at(CONTAINERS).path(0).path("name").asText();
    }

    /** The name of the only container; empty where there are several. */
    public static Optional<String> only(JsonNode deployment) {
        JsonNode containers = deployment.at(CONTAINERS);
        return containers.size() == 1
                ? Optional.of(containers.path(0).path("name").asText())
                : Optional.empty();
    }

    /** The image of that container; empty where there is no such container. */
    public static String of(JsonNode deployment, String container) {
        for (JsonNode one : deployment.at(CONTAINERS)) {
            if (one.path("name").asText().equals(container)) {
                return one.path("image").asText();
            }
        }
        return "";
    }

    /** The first image of the second that the first has another for in the same container; its first one where none. */
    public static String changed(JsonNode from, JsonNode to) {
        for (JsonNode container : to.at(CONTAINERS)) {
            String image = container.path("image").asText();
            if (!image.equals(of(from, container.path("name").asText()))) {
                return image;
            }
        }
        return to.at(CONTAINERS).path(0).path("image").asText();
    }

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
