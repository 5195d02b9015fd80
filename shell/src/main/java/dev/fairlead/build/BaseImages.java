package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.progress.ProgressListener;
import java.util.Optional;

/** The images that a Dockerfile builds on or copies from: those of the layout, else those of its registries. */
final class BaseImages {
    private final ImageLayout layout;
    private final ImageService images;

    BaseImages(ImageLayout layout, ImageService images) {
        this.layout = layout;
        this.images = images;
    }

    /**
     * @param pull whether it is fetched although it is there
     * @throws OpsException when it can be had nowhere
     */
    StoredImage get(String name, Optional<String> platform, boolean pull, ProgressListener progress) {
        ImageReference reference = reference(name);
        Optional<StoredImage> local =
                layout.find(reference.toString()).map(layout::image).filter(image -> fits(image, platform));
        if (local.isPresent() && !pull) {
            return local.get();
        }
        try {
            images.pull(reference, platform, progress);
        } catch (OpsException e) {
            throw new OpsException(
                    e.kind(), "base image " + reference + ": " + e.message(), e.details(), e.hints(), e.getCause());
        }
        return layout.find(reference.toString())
                .map(layout::image)
                .orElseThrow(() -> new OpsException(FailureKind.NOT_FOUND, "base image " + reference + " is gone"));
    }

    /** As {@link #get}, empty where it can be had nowhere. */
    Optional<StoredImage> find(String name, Optional<String> platform, ProgressListener progress) {
        try {
            return Optional.of(get(name, platform, false, progress));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean fits(StoredImage image, Optional<String> platform) {
        return platform.isEmpty() || (image.platform() + "/").startsWith(platform.get() + "/");
    }

    private static ImageReference reference(String name) {
        try {
            return ImageReference.parse(name).orLatest();
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.INVALID, "base image: " + e.getMessage(), e);
        }
    }
}
