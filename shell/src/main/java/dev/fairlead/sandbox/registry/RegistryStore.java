package dev.fairlead.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.json.JsonTree;
import dev.fairlead.oci.Blob;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.Descriptor;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.NamedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the registry holds: an image layout whose names are {@code repository:tag}, or {@code repository@digest} for a
 * manifest that has no tag.
 */
final class RegistryStore {
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*+(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*+)*+");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    private final ImageLayout layout;

    RegistryStore(ImageLayout layout) {
        this.layout = layout;
    }

    BlobStore blobs() {
        return layout.blobs();
    }

    ImageLayout layout() {
        return layout;
    }

    List<String> repositories() {
        return layout.images().stream()
                .filter(image -> !image.isUnnamed())
                .map(RegistryStore::repository)
                .distinct()
                .sorted()
                .toList();
    }

    List<String> tags(String repository) {
        List<NamedImage> images = layout.images().stream()
                .filter(image -> repository(image).equals(repository))
                .toList();
        if (images.isEmpty()) {
            throw RegistryRefusal.nameUnknown(repository);
        }
        return images.stream()
                .map(NamedImage::name)
                .filter(name -> !name.contains("@"))
                .map(name -> name.substring(name.lastIndexOf(':') + 1))
                .sorted()
                .toList();
    }

    /** @param reference a tag or a digest */
    Optional<Descriptor> find(String repository, String reference) {
        Predicate<NamedImage> wanted = BlobStore.isDigest(reference)
                ? image -> image.manifest().digest().equals(reference)
                        && repository(image).equals(repository)
                : image -> image.name().equals(repository + ":" + reference);
        return layout.images().stream().filter(wanted).map(NamedImage::manifest).findFirst();
    }

    /** @return the manifest's digest */
    String put(String repository, String reference, String contentType, byte[] content) {
        if (!REPOSITORY.matcher(repository).matches()) {
            throw RegistryRefusal.nameInvalid(repository);
        }
        boolean byDigest = reference.contains(":");
        if (!byDigest && !TAG.matcher(reference).matches()) {
            throw RegistryRefusal.tagInvalid(reference);
        }
        String digest = BlobStore.digestOf(content);
        if (byDigest && !reference.equals(digest)) {
            throw RegistryRefusal.digestInvalid(reference + " is " + digest);
        }
        String mediaType = check(repository, contentType, content);
        Blob blob = blobs().add(content);
        Descriptor manifest = Descriptor.of(mediaType, blob);
        String name = byDigest ? untagged(repository, digest) : repository + ":" + reference;
        layout.change(images -> name(images, repository, name, manifest));
        return digest;
    }

    void delete(String repository, String reference) {
        if (find(repository, reference).isEmpty()) {
            throw RegistryRefusal.manifestUnknown(reference);
        }
        boolean byDigest = BlobStore.isDigest(reference);
        layout.change(images -> {
            if (byDigest) {
                images.removeIf(image -> image.manifest().digest().equals(reference)
                        && repository(image).equals(repository));
            } else {
                untag(images, repository, repository + ":" + reference);
            }
        });
    }

    private static void name(List<NamedImage> images, String repository, String name, Descriptor manifest) {
        boolean known = images.stream()
                .anyMatch(image -> image.manifest().digest().equals(manifest.digest())
                        && (image.name().equals(name)
                                || name.contains("@") && repository(image).equals(repository)));
        if (known) {
            return;
        }
        untag(images, repository, name);
        images.removeIf(image -> image.name().equals(untagged(repository, manifest.digest())));
        images.add(new NamedImage(name, manifest));
    }

    /** What lost its last tag can still be had by its digest. */
    private static void untag(List<NamedImage> images, String repository, String name) {
        for (NamedImage image : List.copyOf(images)) {
            if (!image.name().equals(name)) {
                continue;
            }
            images.remove(image);
            String digest = image.manifest().digest();
            boolean tagged = images.stream()
                    .anyMatch(other -> other.manifest().digest().equals(digest)
                            && repository(other).equals(repository));
            if (!tagged) {
                images.add(new NamedImage(untagged(repository, digest), image.manifest()));
            }
        }
    }

    /** What a manifest names must be there already, as other registries want it. */
    private String check(String repository, String contentType, byte[] content) {
        JsonNode manifest;
        try {
            manifest = JsonTree.read(content);
        } catch (IOException e) {
            throw RegistryRefusal.manifestInvalid("it is no JSON");
        }
        if (manifest.path("schemaVersion").asInt() != 2 || !(manifest.has("layers") || manifest.has("manifests"))) {
            throw RegistryRefusal.manifestInvalid("it has neither layers nor manifests of schema version 2");
        }
        String own = manifest.path("mediaType").asText(contentType);
        if (own.isEmpty() || !contentType.isEmpty() && !own.equals(contentType)) {
            throw RegistryRefusal.manifestInvalid("its media type is " + own + ", sent as " + contentType);
        }
        if (manifest.has("config")) {
            needBlob(manifest.path("config"));
        }
        manifest.path("layers").forEach(this::needBlob);
        for (JsonNode child : manifest.path("manifests")) {
            String digest = child.path("digest").asText();
            if (find(repository, digest).isEmpty()) {
                throw RegistryRefusal.manifestBlobUnknown(digest);
            }
        }
        return own;
    }

    private void needBlob(JsonNode descriptor) {
        String digest = descriptor.path("digest").asText();
        boolean elsewhere = !descriptor.path("urls").isEmpty();
        if (!blobs().has(digest) && !elsewhere) {
            throw RegistryRefusal.manifestBlobUnknown(digest);
        }
    }

    private static String untagged(String repository, String digest) {
        return repository + "@" + digest;
    }

    private static String repository(NamedImage image) {
        String name = image.name();
        int end = name.contains("@") ? name.indexOf('@') : Math.max(0, name.lastIndexOf(':'));
        return name.substring(0, end);
    }
}
