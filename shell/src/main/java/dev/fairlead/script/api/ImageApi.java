package dev.fairlead.script.api;

import dev.fairlead.failure.Conflict;
import dev.fairlead.failure.Denied;
import dev.fairlead.failure.NotFound;
import dev.fairlead.failure.Unreachable;
import dev.fairlead.image.ImageDocument;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.image.ImageTag;
import dev.fairlead.image.PulledImage;
import dev.fairlead.image.PushedImage;
import dev.fairlead.image.RegistryAccess;
import dev.fairlead.image.RemovedImage;
import dev.fairlead.image.TaggedImage;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Rbac;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code image} in snippets: what the commands of that name do, on the session's Docker Engine and on registries. Images
 * are named as on the line; a name without tag means {@code latest}. An image or tag that is not there is a
 * {@link NotFound}, a registry that wants a login a {@link Denied}, an engine or registry that does not answer an
 * {@link Unreachable}. Sizes are bytes.
 *
 * <pre>{@code
 * for (var old : image.list("team/web")) {
 *     try {
 *         image.remove(old.reference());
 *     } catch (Conflict inUse) {
 *         log(old.reference() + " is still used");
 *     }
 * }
 * }</pre>
 */
public final class ImageApi {
    private final Supplier<ImageService> images;
    private final ProgressListener progress;

    ImageApi(Supplier<ImageService> images, ProgressListener progress) {
        this.images = images;
        this.progress = progress;
    }

    /** Local images, newest first, a row per name. */
    public List<ImageSummary> list() {
        return TypedFailures.call(() -> images.get().list(Optional.empty(), false));
    }

    /** Local images whose name matches, e.g. {@code team/*}. */
    public List<ImageSummary> list(String reference) {
        return TypedFailures.call(() -> images.get().list(Optional.of(reference), false));
    }

    /** As {@link #list()}, with the unnamed images that builds left as layers of others. */
    public List<ImageSummary> listAll() {
        return TypedFailures.call(() -> images.get().list(Optional.empty(), true));
    }

    /** What the engine knows of a local image, by name or ID. */
    public ImageDocument inspect(String image) {
        return TypedFailures.call(() -> images.get().inspect(image));
    }

    /** Gives a local image, by name or ID, a further name. */
    public TaggedImage tag(String image, String target) {
        return TypedFailures.call(() -> images.get().tag(image, ImageReference.parse(target)));
    }

    /** Sends a local image to the registry that its name names. */
    public PushedImage push(String image) {
        return TypedFailures.call(() -> push(ImageReference.parse(image)));
    }

    /** As {@link #push(String)}. */
    public PushedImage push(ImageReference image) {
        return TypedFailures.call(() -> images.get().push(image, progress));
    }

    /** Fetches an image for the engine's own platform. */
    public PulledImage pull(String image) {
        return TypedFailures.call(() -> pull(ImageReference.parse(image)));
    }

    /** As {@link #pull(String)}. */
    public PulledImage pull(ImageReference image) {
        return TypedFailures.call(() -> images.get().pull(image, Optional.empty(), progress));
    }

    /** Fetches an image for a platform, e.g. {@code linux/arm64}. */
    public PulledImage pull(String image, String platform) {
        return TypedFailures.call(
                () -> images.get().pull(ImageReference.parse(image), Optional.of(platform), progress));
    }

    /**
     * Removes names, and with its last name the image.
     *
     * @throws Conflict when a container uses one
     */
    public List<RemovedImage> remove(String... names) {
        return TypedFailures.call(() -> images.get().remove(List.of(names), false));
    }

    /** As {@link #remove}, also where a stopped container still uses it. */
    public List<RemovedImage> forceRemove(String... names) {
        return TypedFailures.call(() -> images.get().remove(List.of(names), true));
    }

    /** The tags that the registry has of a repository. */
    @Rbac
    public List<ImageTag> tags(String repository) {
        return TypedFailures.call(() -> images.get().tags(ImageReference.parse(repository)));
    }

    /**
     * Logs in to a registry and stores the login where docker does; it is tried first.
     *
     * @throws Denied when the registry refuses it; nothing is stored then
     */
    public RegistryAccess login(String registry, String user, String password) {
        return TypedFailures.call(() -> images.get().login(registry, user, password));
    }

    /** Forgets the login of a registry. */
    public RegistryAccess logout(String registry) {
        return TypedFailures.call(() -> images.get().logout(registry));
    }
}
