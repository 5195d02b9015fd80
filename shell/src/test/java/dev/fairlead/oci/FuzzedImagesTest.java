package dev.fairlead.oci;

import dev.fairlead.Fuzz;
import dev.fairlead.image.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzedImagesTest {
    @TempDir
    private Path directory;

    @Test
    void references() {
        Fuzz.texts("image", ImageReference::parse, IllegalArgumentException.class);
    }

    @Test
    void archives() throws IOException {
        String[] entries = {
            "dir d",
            "file d/a text",
            "link d/l ../x",
            "hard d/h d/a",
            "file " + "n".repeat(120) + " x",
            "fifo p",
            "file \u00e9 y"
        };
        List<byte[]> seeds =
                List.of(Tars.plain(entries), Tars.packed(entries), Tars.plain("file a " + "b".repeat(2000)));
        Fuzz.bytes("archive", 1, seeds, bytes -> {
            FileNode archive = FileNode.file(0644, bytes.length, () -> new java.io.ByteArrayInputStream(bytes));
            try (LayerFiles archives = new LayerFiles()) {
                Optional<FileTree> files = FileTree.ofArchive("a.tar", archive, archives);
                for (FileNode node : files.orElse(new FileTree()).nodes().values()) {
                    try (InputStream content = node.content().open()) {
                        content.readAllBytes();
                    }
                }
            }
        });
    }

    @Test
    void manifests() throws IOException {
        ImageLayout layout = new ImageLayout(directory);
        String config = layout.blobs()
                .add("{\"config\":{}}".getBytes(StandardCharsets.UTF_8))
                .digest();
        String layer = layout.blobs().add(Tars.packed("file a x")).digest();
        Fuzz.texts("layout", 2, text -> {
            String manifest = text.replace("CONFIG", config).replace("LAYER", layer);
            Blob blob = layout.blobs().add(manifest.getBytes(StandardCharsets.UTF_8));
            StoredImage image = layout.image(Descriptor.of(MediaTypes.MANIFEST, blob));
            image.platform();
            image.chainIds();
            try (LayerFiles files = new LayerFiles()) {
                ImageDraft.from(layout, image, files);
            }
        });
    }
}
