package dev.fairlead.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A directory of images by the OCI image layout specification, which other tools can read. Names are the annotation
 * {@code org.opencontainers.image.ref.name}. Several shells may share one; safe for several threads.
 */
public final class ImageLayout {
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Path directory;
    private final BlobStore blobs;

    /** @param directory made with the first image */
    public ImageLayout(Path directory) {
        this.directory = directory;
        this.blobs = new BlobStore(directory);
    }

    public BlobStore blobs() {
        return blobs;
    }

    /** All that the index lists, newest last. */
    public List<NamedImage> images() {
        Path index = directory.resolve("index.json");
        List<NamedImage> images = new ArrayList<>();
        try {
            if (Files.exists(index)) {
                JsonTree.read(Files.readAllBytes(index))
                        .path("manifests")
                        .forEach(manifest -> images.add(named(Descriptor.read(manifest))));
            }
            return images;
        } catch (IOException e) {
            throw StoreFailures.of("read", index, e);
        }
    }

    /** What a name names. */
    public Optional<Descriptor> find(String name) {
        return images().stream()
                .filter(image -> image.name().equals(name))
                .map(NamedImage::manifest)
                .findFirst();
    }

    /** Names a manifest that is among the blobs; what had the name before keeps its place without one. */
    public void name(String name, Descriptor manifest) {
        change(images -> {
            images.removeIf(image ->
                    image.manifest().digest().equals(manifest.digest()) && (image.isUnnamed() || image.is(name)));
            images.replaceAll(image -> image.is(name) ? new NamedImage("", image.manifest()) : image);
            images.add(new NamedImage(name, manifest));
            dropUnnamedTwins(images);
        });
    }

    /** Keeps a manifest that is among the blobs without a name. */
    public void keep(Descriptor manifest) {
        change(images -> {
            images.add(new NamedImage("", manifest));
            dropUnnamedTwins(images);
        });
    }

    /** Changes what the index lists; no other change is between reading and writing. */
    public void change(Consumer<List<NamedImage>> change) {
        try (IndexLock lock = IndexLock.of(directory)) {
            List<NamedImage> images = images();
            change.accept(images);
            write(images, lock);
        } catch (IOException e) {
            throw StoreFailures.of("change", directory, e);
        }
    }

    /** Removes the blobs that no listed image needs. */
    public void collect() {
        Set<String> needed = new HashSet<>();
        images().forEach(image -> need(image.manifest().digest(), needed));
        blobs.retain(needed);
    }

    /** A manifest's parts; an image of several platforms has none of its own. */
    public StoredImage image(Descriptor manifest) {
        return StoredImage.read(blobs, manifest);
    }

    private void need(String digest, Set<String> needed) {
        if (!needed.add(digest) || !blobs.has(digest)) {
            return;
        }
        JsonNode manifest = json(digest);
        manifest.path("manifests").forEach(child -> need(child.path("digest").asText(), needed));
        if (manifest.has("config")) {
            needed.add(manifest.path("config").path("digest").asText());
        }
        manifest.path("layers").forEach(layer -> needed.add(layer.path("digest").asText()));
    }

    private JsonNode json(String digest) {
        try {
            return JsonTree.read(blobs.read(digest));
        } catch (IOException e) {
            throw StoreFailures.of("read", blobs.file(digest), e);
        }
    }

    /** An image that has a name is not listed once more without one. */
    private static void dropUnnamedTwins(List<NamedImage> images) {
        Set<String> seen = new HashSet<>();
        images.forEach(image -> {
            if (!image.isUnnamed()) {
                seen.add(image.manifest().digest());
            }
        });
        images.removeIf(image -> image.isUnnamed() && !seen.add(image.manifest().digest()));
    }

    private static NamedImage named(Descriptor manifest) {
        return new NamedImage(manifest.annotations().getOrDefault(NAME, ""), manifest);
    }

    private void write(List<NamedImage> images, IndexLock lock) throws IOException {
        ObjectNode index = JSON.objectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.INDEX);
        ArrayNode manifests = index.putArray("manifests");
        for (NamedImage image : images) {
            Map<String, String> annotations = new HashMap<>(image.manifest().annotations());
            annotations.remove(NAME);
            if (!image.isUnnamed()) {
                annotations.put(NAME, image.name());
            }
            Descriptor m = image.manifest();
            manifests.add(new Descriptor(m.mediaType(), m.digest(), m.size(), annotations).json());
        }
        lock.replace(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        lock.replace(directory.resolve("index.json"), index.toString());
    }
}
