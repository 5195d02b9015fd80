package dev.fairlead.script;

import dev.fairlead.image.ImageDocument;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.image.ImageTag;
import dev.fairlead.image.PulledImage;
import dev.fairlead.image.PushedImage;
import dev.fairlead.image.RemovedImage;
import dev.fairlead.image.TaggedImage;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import java.util.Optional;

/** {@code image} in snippets: what the commands of that name do. Images are named as on the line. */
public final class ImageApi {
    private final ImageService images;
    private final ProgressListener progress;

    ImageApi(ImageService images, ProgressListener progress) {
        this.images = images;
        this.progress = progress;
    }

    /** Local images, newest first, a row per name. */
    public List<ImageSummary> list() {
        return images.list(Optional.empty(), false);
    }

    /** Local images whose name matches, e.g. {@code team/*}. */
    public List<ImageSummary> list(String reference) {
        return images.list(Optional.of(reference), false);
    }

    public ImageDocument inspect(String image) {
        return images.inspect(image);
    }

    /** Gives a local image a further name. */
    public TaggedImage tag(String image, String target) {
        return images.tag(image, ImageReference.parse(target));
    }

    public PushedImage push(String image) {
        return push(ImageReference.parse(image));
    }

    public PushedImage push(ImageReference image) {
        return images.push(image, progress);
    }

    public PulledImage pull(String image) {
        return pull(ImageReference.parse(image));
    }

    public PulledImage pull(ImageReference image) {
        return images.pull(image, Optional.empty(), progress);
    }

    /** Removes a name and, with its last name, the image. */
    public List<RemovedImage> remove(String... names) {
        return images.remove(List.of(names), false);
    }

    /** The tags that the registry has of a repository. */
    public List<ImageTag> tags(String repository) {
        return images.tags(ImageReference.parse(repository));
    }
}
