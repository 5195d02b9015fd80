package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.image.ImageReference;
import dev.fairlead.json.JsonTree;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.MediaTypes;
import dev.fairlead.oci.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node of the sandbox can pull. */
public final class RegistryCatalog {
    private final LoopbackRegistry registry;

    public RegistryCatalog(LoopbackRegistry registry) {
        this.registry = registry;
    }

    /**
     * The image that a pod's reference names.
     *
     * @return empty where the registry has none such, where the reference is of another registry, or is none
     */
    public Optional<CatalogImage> find(String reference) {
        ImageReference image;
        try {
            image = ImageReference.parse(reference).orLatest();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!image.registry().equals(SandboxImages.REGISTRY) && !registry.isAt(image.registry())) {
            return Optional.empty();
        }
        RegistryStore store = registry.store();
        String wanted = image.digest().or(image::tag).orElse("latest");
        return store.find(image.repository(), wanted).flatMap(manifest -> read(store.layout(), manifest));
    }

    private static Optional<CatalogImage> read(ImageLayout layout, Descriptor manifest) {
        List<StoredImage> images = images(layout, manifest);
        if (images.isEmpty()) {
            return Optional.empty();
        }
        JsonNode run = images.get(0).run();
        List<String> ports = new ArrayList<>();
        run.path("ExposedPorts").fieldNames().forEachRemaining(ports::add);
        List<String> command = new ArrayList<>();
        run.path("Entrypoint").forEach(word -> command.add(word.asText()));
        run.path("Cmd").forEach(word -> command.add(word.asText()));
        List<String> platforms = images.stream().map(StoredImage::platform).toList();
        return Optional.of(
                new CatalogImage(manifest.digest(), platforms, run.path("User").asText(""), ports, command));
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
