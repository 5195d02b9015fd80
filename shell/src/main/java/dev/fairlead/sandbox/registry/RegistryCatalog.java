package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.image.ImageReference;
import dev.fairlead.json.JsonTree;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.MediaTypes;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.ImageFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node of the sandbox can pull: from the sandbox's registry what was pushed there, and of other names what was
 * built or tagged in the sandbox, as on a node that shares its images with the engine.
 */
public final class RegistryCatalog implements ImageCatalog {
    private final LoopbackRegistry registry;
    private final ImageLayout local;
    private final boolean standsForAll;

    /**
     * @param local the images beside the registry
     * @param standsForAll whether it takes the place of every other
     */
    public RegistryCatalog(LoopbackRegistry registry, ImageLayout local, boolean standsForAll) {
        this.standsForAll = standsForAll;
        this.registry = registry;
        this.local = local;
    }

    @Override
    public Optional<ImageFacts> find(String reference) {
        ImageReference image;
        try {
            image = ImageReference.parse(reference).orLatest();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!isOurs(image)) {
            return local.find(image.toString()).flatMap(manifest -> read(local, manifest));
        }
        RegistryStore store = registry.store();
        String wanted = image.digest().or(image::tag).orElse("latest");
        return store.find(image.repository(), wanted).flatMap(manifest -> read(store.layout(), manifest));
    }

    private boolean isOurs(ImageReference image) {
        return standsForAll || image.registry().equals(SandboxImages.REGISTRY) || registry.isAt(image.registry());
    }

    @Override
    public String whyNot(String reference) {
        try {
            ImageReference image = ImageReference.parse(reference);
            String missing = ImageCatalog.super.whyNot(reference);
            return isOurs(image)
                    ? missing
                    : missing + " (the sandbox reaches no registry but " + SandboxImages.REGISTRY
                            + ", and has no image of this name itself)";
        } catch (IllegalArgumentException e) {
            return "invalid reference format";
        }
    }

    @Override
    public void clear() {
        for (ImageLayout layout : List.of(local, registry.store().layout())) {
            layout.change(List::clear);
            layout.collect();
        }
    }

    @Override
    public Optional<String> login() {
        return Optional.of("docker login " + registry.address() + " -u " + PushToken.USER + " -p " + registry.token());
    }

    @Override
    public Optional<String> registry() {
        return Optional.of(registry.address());
    }

    private static Optional<ImageFacts> read(ImageLayout layout, Descriptor manifest) {
        List<StoredImage> images = images(layout, manifest);
        if (images.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> ports = new ArrayList<>();
        images.get(0).run().path("ExposedPorts").fieldNames().forEachRemaining(port -> ports.add(number(port)));
        return Optional.of(new ImageFacts(manifest.digest(), ports));
    }

    /** @param port with its protocol, e.g. {@code 8080/tcp} */
    private static int number(String port) {
        return Integer.parseInt(port.replaceFirst("/.*", ""));
    }

    /** The image, or those of an index that can run. */
    static List<StoredImage> images(ImageLayout layout, Descriptor manifest) {
        if (!manifest.mediaType().equals(MediaTypes.INDEX)
                && !manifest.mediaType().equals(MediaTypes.DOCKER_LIST)) {
            return List.of(layout.image(manifest));
        }
        BlobStore blobs = layout.blobs();
        List<StoredImage> images = new ArrayList<>();
        try {
            for (JsonNode child : JsonTree.read(blobs.read(manifest.digest())).path("manifests")) {
                StoredImage image = layout.image(Descriptor.read(child));
                if (!image.platform().startsWith("unknown/")) {
                    images.add(image);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return images;
    }
}
