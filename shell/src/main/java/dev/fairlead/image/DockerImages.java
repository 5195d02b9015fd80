package dev.fairlead.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.DockerEngine.StreamedWork;
import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The images of a Docker Engine. */
public final class DockerImages implements ImageEngine {
    private final DockerEngine engine;
    private final DockerCredentials credentials;

    public DockerImages(DockerEngine engine, DockerCredentials credentials) {
        this.engine = engine;
        this.credentials = credentials;
    }

    @Override
    public String place() {
        return engine.endpoint().host().toString();
    }

    @Override
    public List<ImageSummary> list(Optional<String> reference, boolean all) {
        String query = "?all=" + all
                + reference
                        .map(text -> "&filters=" + DockerEngine.encoded(referenceFilter(text)))
                        .orElse("");
        return ImageRows.of(engine.list("list images", "/images/json" + query, "Id"));
    }

    @Override
    public ImageDocument inspect(String image) {
        String doing = "inspect " + image;
        return new ImageDocument(known(image, () -> engine.object(doing, path(image) + "/json", "Id")));
    }

    @Override
    public void tag(String image, ImageReference name) {
        engine.call(
                "tag " + image,
                docker -> docker.tagImageCmd(image, name.name(), name.tag().orElseThrow())
                        .exec());
    }

    @Override
    public List<RemovedImage> remove(String image, boolean force) {
        JsonNode effects = known(image, () -> engine.delete("remove " + image, path(image) + "?force=" + force));
        List<RemovedImage> removed = new ArrayList<>();
        for (JsonNode effect : effects) {
            effect.properties()
                    .forEach(e -> removed.add(new RemovedImage(
                            e.getKey().toLowerCase(Locale.ROOT), e.getValue().asText())));
        }
        return removed;
    }

    @Override
    public PushedImage push(ImageReference image, ProgressListener progress) {
        Instant began = Instant.now();
        LayerProgress layers = new LayerProgress(progress);
        AuthConfig login = login(image, progress);
        progress.note("pushing " + image);
        engine.<PushResponseItem>stream(
                "push " + image,
                docker -> taker -> docker.pushImageCmd(image.name())
                        .withTag(image.tag().orElseThrow())
                        .withAuthConfig(login)
                        .exec(taker),
                layers::take,
                StreamedWork.withRegistry("the registry may keep layers of " + image + "; the tag was not written"));
        String error = layers.error();
        if (error != null) {
            throw TransferFailures.push(image, error);
        }
        requireDigest("push " + image, layers);
        return new PushedImage(
                image.toString(), layers.digest(), layers.layers(), layers.present(), layers.moved(), since(began));
    }

    @Override
    public PulledImage pull(ImageReference image, Optional<String> platform, ProgressListener progress) {
        Instant began = Instant.now();
        LayerProgress layers = new LayerProgress(progress);
        AuthConfig login = login(image, progress);
        progress.note("pulling " + image);
        try {
            engine.<PullResponseItem>stream(
                    "pull " + image,
                    docker -> taker -> docker.pullImageCmd(image.name())
                            .withTag(image.digest().or(image::tag).orElseThrow())
                            .withPlatform(platform.orElse(null))
                            .withAuthConfig(login)
                            .exec(taker),
                    layers::take,
                    StreamedWork.withRegistry(
                            "the engine may keep layers of " + image + "; the image was not written"));
        } catch (OpsException e) {
            boolean answered = e.kind() != FailureKind.UNREACHABLE && e.kind() != FailureKind.CANCELLED;
            throw answered && e.getCause() != null
                    ? TransferFailures.pull(image, e.message().replace("cannot pull " + image + ": ", ""))
                    : e;
        }
        String error = layers.error();
        if (error != null) {
            throw TransferFailures.pull(image, error);
        }
        requireDigest("pull " + image, layers);
        ImageDocument local = inspect(image.toString());
        return new PulledImage(
                image.toString(), local.id(), layers.digest(), !layers.upToDate(), local.size(), since(began));
    }

    /** Only the digest that the registry gave proves that the whole image is there. */
    private void requireDigest(String doing, LayerProgress layers) {
        if (!BlobStore.isDigest(layers.digest())) {
            throw engine.unproven(doing, "no digest of the image");
        }
    }

    private static String path(String image) {
        return "/images/" + DockerEngine.encoded(image);
    }

    private static JsonNode known(String image, Supplier<JsonNode> request) {
        try {
            return request.get();
        } catch (OpsException e) {
            throw e.kind() == FailureKind.NOT_FOUND ? TransferFailures.unknown(image, e) : e;
        }
    }

    /** As docker does, what is open to everybody does not fail by a login that cannot be read. */
    private Optional<RegistryLogin> stored(String registry, ProgressListener progress) {
        try {
            return credentials.lookup(registry);
        } catch (OpsException e) {
            progress.warn("registry " + registry + " is asked without a login: " + e.message());
            return Optional.empty();
        }
    }

    private AuthConfig login(ImageReference image, ProgressListener progress) {
        AuthConfig config = new AuthConfig().withRegistryAddress(image.registry());
        stored(image.registry(), progress).ifPresent(login -> {
            if (login.identityToken().isEmpty()) {
                config.withUsername(login.user()).withPassword(login.password());
            } else {
                config.withIdentityToken(login.identityToken());
            }
        });
        return config;
    }

    private static String referenceFilter(String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .set("reference", JsonNodeFactory.instance.arrayNode().add(text))
                .toString();
    }

    private static Duration since(Instant began) {
        return Duration.between(began, Instant.now());
    }
}
