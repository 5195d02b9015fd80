package dev.fairlead.sandbox.registry;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.progress.ProgressListener;
import java.io.IOException;

/** One push: the blobs that the registry lacks, then the manifest. */
final class Push {
    private final RegistryTransfer transfer;
    private final String tag;
    private final BlobStore blobs;
    private final ProgressListener progress;
    private int layers;
    private int present;
    private long sent;

    Push(RegistryTransfer transfer, String tag, ImageLayout layout, ProgressListener progress) {
        this.transfer = transfer;
        this.tag = tag;
        this.blobs = layout.blobs();
        this.progress = progress;
    }

    void run(StoredImage image) {
        try {
            for (Descriptor layer : image.layers()) {
                Cancelled.check("cancelled: push; the registry may keep layers, the tag was not written");
                layer(layer, image.diffIds().get(layers));
            }
            if (!transfer.has(image.id())) {
                transfer.send(blobs, image.id());
            }
            Descriptor manifest = image.manifest();
            transfer.name(tag, manifest, blobs.read(manifest.digest()));
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot push: " + SystemFailures.why(e), e);
        }
    }

    int layers() {
        return layers;
    }

    /** Layers that were there before. */
    int present() {
        return present;
    }

    long sent() {
        return sent;
    }

    private void layer(Descriptor layer, String diffId) throws IOException {
        layers++;
        LayerEvents events = new LayerEvents(progress, diffId);
        if (transfer.has(layer.digest())) {
            present++;
            events.over("layer already exists");
            return;
        }
        transfer.send(blobs, layer.digest());
        sent += layer.size();
        events.over("pushed");
    }
}
