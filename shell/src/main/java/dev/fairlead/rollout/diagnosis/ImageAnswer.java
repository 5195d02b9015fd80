package dev.fairlead.rollout.diagnosis;

import dev.fairlead.image.ImageReference;
import java.util.List;

/**
 * What the registry says of an image when this machine asks it.
 *
 * @param tags of the repository; empty where they were not asked for
 * @param platforms that the image is for, e.g. {@code linux/amd64}
 * @param said the registry's words, or why there are none
 */
record ImageAnswer(ImageReference image, Kind kind, List<String> tags, List<String> platforms, String said) {
    enum Kind {
        THERE,
        NO_TAG,
        NO_REPOSITORY,
        DENIED,
        SILENT
    }
}
