package dev.fairlead.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An image of one platform, read from a layout.
 *
 * @param manifest its descriptor
 * @param id the digest of its configuration
 * @param config as the OCI image specification's config.md has it
 * @param layers lowest first
 */
public record StoredImage(Descriptor manifest, String id, JsonNode config, List<Descriptor> layers) {
    static StoredImage read(BlobStore blobs, Descriptor manifest) {
        try {
            JsonNode body = JsonTree.read(blobs.read(manifest.digest()));
            List<Descriptor> layers = new ArrayList<>();
            body.path("layers").forEach(layer -> layers.add(Descriptor.read(layer)));
            String id = body.path("config").path("digest").asText("");
            JsonNode config = JsonTree.read(blobs.has(id) ? blobs.read(id) : new byte[0]);
            return new StoredImage(manifest, id, config, List.copyOf(layers));
        } catch (IOException e) {
            throw StoreFailures.of("read", blobs.file(manifest.digest()), e);
        }
    }

    /** {@code os/architecture}, with the variant where there is one. */
    public String platform() {
        String variant = config.path("variant").asText("");
        return config.path("os").asText("unknown") + "/"
                + config.path("architecture").asText("unknown") + (variant.isEmpty() ? "" : "/" + variant);
    }

    /** What the process runs with: {@code User}, {@code ExposedPorts}, {@code Env} and so on. */
    public JsonNode run() {
        return config.path("config");
    }

    /** The digests of the unpacked layers, lowest first. */
    public List<String> diffIds() {
        List<String> ids = new ArrayList<>();
        config.path("rootfs").path("diff_ids").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** Each layer's name together with all below it, lowest first (config.md, layer ChainID). */
    public List<String> chainIds() {
        List<String> chain = new ArrayList<>();
        for (String diffId : diffIds()) {
            String below = chain.isEmpty() ? "" : chain.get(chain.size() - 1);
            chain.add(below.isEmpty() ? diffId : BlobStore.digestOf((below + " " + diffId).getBytes(UTF_8)));
        }
        return chain;
    }

    /** The bytes of its layers, unpacked. */
    public long size(ImageLayout layout) {
        return layers.stream()
                .mapToLong(layer -> LayerReader.unpackedSize(layout.blobs().file(layer.digest())))
                .sum();
    }
}
