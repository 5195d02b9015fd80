package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.TransferFailures;
import dev.fairlead.json.JsonTree;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.progress.ProgressListener;
import java.io.IOException;

/** One pull: the manifest, then the blobs that are not here. */
final class Pull {
    /** What the nodes of the sandbox are. */
    static final String PLATFORM = "linux/amd64";

    private final RegistryTransfer transfer;
    private final BlobStore blobs;
    private final ProgressListener progress;
    private String digest = "";

    Pull(RegistryTransfer transfer, ImageLayout layout, ProgressListener progress) {
        this.transfer = transfer;
        this.blobs = layout.blobs();
        this.progress = progress;
    }

    /** @return the manifest of the one platform */
    Descriptor run(ImageReference image, String platform) {
        try {
            String wanted = image.digest().or(image::tag).orElse("latest");
            Descriptor named = transfer.manifest(wanted, blobs)
                    .orElseThrow(() -> TransferFailures.pull(image, "manifest unknown"));
            digest = named.digest();
            JsonNode manifest = JsonTree.read(blobs.read(named.digest()));
            Descriptor chosen = named;
            if (manifest.has("manifests")) {
                String child = ofPlatform(manifest, platform, image);
                chosen = transfer.manifest(child, blobs)
                        .orElseThrow(() -> TransferFailures.pull(image, "manifest unknown"));
                manifest = JsonTree.read(blobs.read(chosen.digest()));
            }
            fetch(manifest.path("config").path("digest").asText());
            for (JsonNode layer : manifest.path("layers")) {
                Cancelled.check("cancelled: pull of " + image + "; the image was not written");
                layer(layer.path("digest").asText());
            }
            return chosen;
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot pull " + image + ": " + SystemFailures.why(e), e);
        }
    }

    /** By which the registry knows what was named: an image, or an index of several. */
    String digest() {
        return digest;
    }

    private static String ofPlatform(JsonNode index, String wanted, ImageReference image) {
        for (JsonNode child : index.path("manifests")) {
            JsonNode platform = child.path("platform");
            String text = platform.path("os").asText() + "/"
                    + platform.path("architecture").asText() + "/"
                    + platform.path("variant").asText("");
            if (text.startsWith(wanted + "/")) {
                return child.path("digest").asText();
            }
        }
        throw TransferFailures.pull(image, "no matching manifest for " + wanted);
    }

    private void layer(String layer) throws IOException {
        LayerEvents events = new LayerEvents(progress, layer);
        events.over(fetch(layer) ? "pull complete" : "already exists");
    }

    private boolean fetch(String blob) throws IOException {
        if (blobs.has(blob)) {
            return false;
        }
        transfer.fetch(blob, blobs);
        return true;
    }
}
