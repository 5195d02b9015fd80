package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageDocument;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.NamedImage;
import dev.fairlead.oci.StoredImage;
import dev.fairlead.text.GlobTranslation;
import dev.fairlead.text.LinearPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The images of a layout as an engine tells of its own. */
final class LocalRows {
    private static final String NONE = "<none>";

    private final ImageLayout layout;
    private final LoopbackRegistry registry;

    LocalRows(ImageLayout layout, LoopbackRegistry registry) {
        this.layout = layout;
        this.registry = registry;
    }

    List<ImageSummary> list(Optional<String> pattern) {
        List<ImageSummary> rows = new ArrayList<>();
        Optional<LinearPattern> wanted = pattern.map(LocalRows::pattern);
        for (NamedImage image : layout.images()) {
            if (wanted.isEmpty() || matches(wanted.get(), image.name())) {
                rows.add(row(image));
            }
        }
        rows.sort(Comparator.comparing(ImageSummary::created).reversed());
        return rows;
    }

    /** The image of a name, of a name with a digest, or of an ID or its beginning. */
    Optional<Descriptor> find(String image) {
        Optional<Descriptor> named = layout.find(name(image));
        if (named.isPresent()) {
            return named;
        }
        String digits = image.startsWith("sha256:") ? image.substring("sha256:".length()) : image;
        String digest = image.substring(image.indexOf('@') + 1);
        return layout.images().stream()
                .map(NamedImage::manifest)
                .filter(manifest -> manifest.digest().equals(digest)
                        || digits.matches("[0-9a-f]{4,64}")
                                && layout.image(manifest).id().startsWith("sha256:" + digits))
                .findFirst();
    }

    /** A name as the layout has it; empty where the text is none. */
    String name(String image) {
        try {
            return ImageReference.parse(image).orLatest().toString();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** All names of an image. */
    List<String> names(Descriptor manifest) {
        return layout.images().stream()
                .filter(image -> image.manifest().digest().equals(manifest.digest()) && !image.isUnnamed())
                .map(NamedImage::name)
                .toList();
    }

    /** In the form of the Docker Engine's. */
    ImageDocument document(Descriptor manifest) {
        StoredImage image = layout.image(manifest);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Id", image.id());
        var tags = document.putArray("RepoTags");
        var digests = document.putArray("RepoDigests");
        for (String name : names(manifest)) {
            tags.add(name);
            digest(ImageReference.parse(name), manifest)
                    .ifPresent(digest -> digests.add(ImageReference.parse(name).name() + "@" + digest));
        }
        document.put("Created", manifest.created().toString());
        JsonNode config = image.config();
        document.put("Architecture", config.path("architecture").asText());
        document.put("Variant", config.path("variant").asText(""));
        document.put("Os", config.path("os").asText()).put("Size", image.size(layout));
        document.set("Config", image.run().deepCopy());
        ObjectNode layers = document.putObject("RootFS").put("Type", "layers");
        var ids = layers.putArray("Layers");
        image.diffIds().forEach(ids::add);
        return new ImageDocument(document);
    }

    private ImageSummary row(NamedImage image) {
        StoredImage stored = layout.image(image.manifest());
        Optional<ImageReference> name =
                Optional.of(image.name()).filter(text -> !text.isEmpty()).map(ImageReference::parse);
        return new ImageSummary(
                name.map(ImageReference::name).orElse(NONE),
                name.flatMap(ImageReference::tag).orElse(NONE),
                stored.id(),
                name.flatMap(reference -> digest(reference, image.manifest())),
                image.manifest().created(),
                stored.size(layout));
    }

    /** By which the registry knows it, where it does. */
    private Optional<String> digest(ImageReference name, Descriptor manifest) {
        boolean own = name.registry().equals(SandboxImages.REGISTRY) || registry.isAt(name.registry());
        return Optional.of(manifest.digest())
                .filter(digest ->
                        own && registry.store().find(name.repository(), digest).isPresent());
    }

    private static LinearPattern pattern(String glob) {
        try {
            return GlobTranslation.flat(glob);
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, "cannot list images: " + e.getMessage(), e);
        }
    }

    private static boolean matches(LinearPattern pattern, String name) {
        return !name.isEmpty()
                && (pattern.matches(name)
                        || pattern.matches(ImageReference.parse(name).name()));
    }
}
