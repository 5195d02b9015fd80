package dev.fairlead.image;

import dev.fairlead.progress.ProgressListener;
import java.util.List;
import java.util.Optional;

/** What holds the local images, and brings them to registries and back. */
public interface ImageEngine {
    /** Where it is, as the journal names it. */
    String place();

    /** As {@link ImageService#list}. */
    List<ImageSummary> list(Optional<String> reference, boolean all);

    /** As {@link ImageService#inspect}. */
    ImageDocument inspect(String image);

    /**
     * Gives an image a further name.
     *
     * @param name with a tag and without a digest
     */
    void tag(String image, ImageReference name);

    /** Removes one name, and with the last name the image. */
    List<RemovedImage> remove(String image, boolean force);

    /**
     * Sends an image to the registry that its name names.
     *
     * @param image with a tag and without a digest
     */
    PushedImage push(ImageReference image, ProgressListener progress);

    /**
     * Fetches an image from the registry that its name names.
     *
     * @param image with a tag or a digest
     * @param platform the engine's own where empty
     */
    PulledImage pull(ImageReference image, Optional<String> platform, ProgressListener progress);
}
