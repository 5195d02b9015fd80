package dev.fairlead.build;

import dev.fairlead.image.PushedImage;
import java.time.Duration;
import java.util.List;

/**
 * An image that was built.
 *
 * @param imageId {@code sha256:} and 64 digits
 * @param size in bytes, with its base layers
 * @param builder {@code buildkit}, {@code classic} or {@code daemonless}
 * @param pushed one per tag where it was pushed
 */
public record BuildResult(
        String imageId, List<String> tags, long size, Duration took, String builder, List<PushedImage> pushed) {

    /** What a user types to name it. */
    public String reference() {
        return tags.isEmpty() ? imageId : tags.get(0);
    }
}
