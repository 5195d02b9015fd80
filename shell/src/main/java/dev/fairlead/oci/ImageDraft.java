package dev.fairlead.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image in the making. The same base and the same changes give the same digests: what is written holds no time but
 * the first second of 1970.
 */
public final class ImageDraft {
    private static final String EPOCH = "1970-01-01T00:00:00Z";
    private static final String UNIX_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String WINDOWS_PATH = "c:\\Windows\\System32;c:\\Windows";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final BlobStore blobs;
    private final FileTree files;
    private final List<Descriptor> base = new ArrayList<>();
    private final List<FileTree> added = new ArrayList<>();
    private final ObjectNode config;

    private ImageDraft(BlobStore blobs, FileTree files, ObjectNode config) {
        this.blobs = blobs;
        this.files = files;
        this.config = config;
    }

    /**
     * What FROM scratch begins with: no files, and the search path and directory that BuildKit gives it.
     *
     * @param platform e.g. {@code linux/arm64} or {@code linux/arm/v7}
     */
    public static ImageDraft scratch(ImageLayout layout, String platform) {
        String[] parts = platform.split("/", 3);
        ObjectNode config = JSON.objectNode().put("created", EPOCH);
        config.put("architecture", parts[1]).put("os", parts[0]);
        if (parts.length > 2) {
            config.put("variant", parts[2]);
        }
        config.putObject("config")
                .put("WorkingDir", "/")
                .putArray("Env")
                .add("PATH=" + (parts[0].equals("windows") ? WINDOWS_PATH : UNIX_PATH));
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        config.putArray("history");
        return new ImageDraft(layout.blobs(), new FileTree(), config);
    }

    /**
     * A copy of an image of the layout, to be changed.
     *
     * @param files what the content of its files is read from, until it is closed
     * @throws OpsException of kind INVALID where it is none, or more than can be unpacked
     */
    public static ImageDraft from(ImageLayout layout, StoredImage base, LayerFiles files) {
        if (!(base.config() instanceof ObjectNode known)) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "cannot build on the image " + base.manifest().digest() + ": its configuration is not here, or no"
                            + " JSON object");
        }
        ObjectNode config = known.deepCopy();
        config.put("created", EPOCH);
        ImageDraft draft =
                new ImageDraft(layout.blobs(), LayerReader.read(layout.blobs(), base.layers(), files), config);
        draft.base.addAll(base.layers());
        return draft;
    }

    /** A copy of itself, for a stage that begins where this one ends. */
    public ImageDraft copy() {
        ImageDraft draft = new ImageDraft(blobs, files.copy(), config.deepCopy());
        draft.base.addAll(base);
        draft.added.addAll(added);
        return draft;
    }

    /** All files, those of the base too; for reading. */
    public FileTree files() {
        return files;
    }

    /** What the process runs with, as the specification's config.md has it; changes are the image's. */
    public ObjectNode run() {
        return config.withObjectProperty("config");
    }

    public String platform() {
        String variant = config.path("variant").asText("");
        return config.path("os").asText() + "/" + config.path("architecture").asText()
                + (variant.isEmpty() ? "" : "/" + variant);
    }

    /** Who made the image, as MAINTAINER says. */
    public void author(String name) {
        config.put("author", name);
    }

    /** Puts files on top, as one layer; their content is read when the image is written. */
    public void add(FileTree layer, String by) {
        added.add(layer);
        layer.nodes().forEach(files::put);
        history(by);
    }

    /** Notes a change that put no files on top. */
    public void note(String by) {
        history(by).put("empty_layer", true);
    }

    /** Writes layers, configuration and manifest. */
    public StoredImage write() {
        List<Descriptor> layers = new ArrayList<>(base);
        ArrayNode diffIds = config.withObjectProperty("rootfs").withArrayProperty("diff_ids");
        for (FileTree content : added) {
            ImageLayer layer = LayerWriter.write(blobs, content);
            layers.add(layer.packed());
            diffIds.add(layer.diffId());
        }
        Blob configuration = blobs.add(config.toString().getBytes(StandardCharsets.UTF_8));
        ObjectNode manifest = JSON.objectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.MANIFEST);
        manifest.set("config", Descriptor.of(MediaTypes.CONFIG, configuration).json());
        ArrayNode listed = manifest.putArray("layers");
        layers.forEach(layer -> listed.add(layer.json()));
        Blob written = blobs.add(manifest.toString().getBytes(StandardCharsets.UTF_8));
        return StoredImage.read(blobs, Descriptor.of(MediaTypes.MANIFEST, written));
    }

    /** An entry of the configuration's own, e.g. {@code Labels}. */
    public void put(String part, Map<String, String> values) {
        ObjectNode object = run().withObjectProperty(part);
        values.forEach(object::put);
    }

    private ObjectNode history(String by) {
        ObjectNode entry = JSON.objectNode().put("created", EPOCH).put("created_by", by);
        config.withArrayProperty("history").add(entry);
        return entry;
    }
}
