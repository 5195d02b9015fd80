package dev.fairlead.image;

import java.time.Instant;
import java.util.Optional;

/**
 * One name of a local image, or an image without one.
 *
 * @param repository as typed, {@code <none>} where the image has no name
 * @param tag {@code <none>} where it has none
 * @param id {@code sha256:} and 64 digits
 * @param digest by which a registry knows it, where it was pushed or pulled
 * @param size in bytes, with its base layers
 */
public record ImageSummary(
        String repository, String tag, String id, Optional<String> digest, Instant created, long size) {
    static final String NONE = "<none>";

    /** Whether it has a name with a tag; dangling images have only their ID. */
    public boolean isNamed() {
        return !repository.equals(NONE) && !tag.equals(NONE);
    }

    /** What a user types to name it. */
    public String reference() {
        return isNamed() ? repository + ":" + tag : shortId();
    }

    public String shortId() {
        return shortened(id);
    }

    static String shortened(String id) {
        String digits = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return digits.substring(0, Math.min(12, digits.length()));
    }
}
