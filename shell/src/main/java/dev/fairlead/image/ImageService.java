package dev.fairlead.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The images of the engine, and their way to registries and back. */
public final class ImageService {
    /** The digest of what a dry run did not make. */
    public static final String NOT_MADE = "sha256:" + "0".repeat(64);

    private final DockerEngine engine;
    private final DockerCredentials credentials;
    private final RegistryClient registries;
    private final Journal journal;
    private volatile boolean rehearsing;

    public ImageService(
            DockerEngine engine, DockerCredentials credentials, RegistryClient registries, Journal journal) {
        this.engine = engine;
        this.credentials = credentials;
        this.registries = registries;
        this.journal = journal;
    }

    /** From now on, whether changes are only told. */
    public void rehearse(boolean only) {
        rehearsing = only;
    }

    public boolean isRehearsing() {
        return rehearsing;
    }

    /**
     * Local images, newest first, a row per name.
     *
     * @param reference only those whose name matches, e.g. {@code busybox} or {@code team/*}
     * @param all with the unnamed images that builds left as layers of others
     */
    public List<ImageSummary> list(Optional<String> reference, boolean all) {
        String query = "?all=" + all
                + reference
                        .map(text -> "&filters=" + DockerEngine.encoded(referenceFilter(text)))
                        .orElse("");
        return ImageRows.of(engine.get("list images", "/images/json" + query));
    }

    /** The engine's document on an image, named or by ID. */
    public ImageDocument inspect(String image) {
        String doing = "inspect " + image;
        return new ImageDocument(known(image, () -> engine.get(doing, path(image) + "/json")));
    }

    /** Gives a local image, named or by ID, a further name. */
    public TaggedImage tag(String image, ImageReference target) {
        ImageReference name = taggable(target);
        if (rehearsing) {
            return new TaggedImage(name.toString(), NOT_MADE);
        }
        String id = inspect(image).id();
        engine.call("tag " + image, docker -> {
            docker.tagImageCmd(image, name.name(), name.tag().orElseThrow()).exec();
            return id;
        });
        journal.record(engine.endpoint().host().toString(), "tag", name.toString(), "names " + image);
        return new TaggedImage(name.toString(), id);
    }

    /**
     * Removes names and, with its last name, the image. Ends at the first that cannot be removed.
     *
     * @param images named or by ID
     * @param force also where a stopped container still uses one
     */
    public List<RemovedImage> remove(List<String> images, boolean force) {
        if (rehearsing) {
            return images.stream()
                    .map(image -> new RemovedImage("to be removed", image))
                    .toList();
        }
        List<RemovedImage> removed = new ArrayList<>();
        for (String image : images) {
            try {
                removed.addAll(remove(image, force));
            } catch (OpsException e) {
                throw removed.isEmpty() ? e : e.details(gone(removed));
            }
        }
        return removed;
    }

    /** Sends an image to the registry that its name names. */
    public PushedImage push(ImageReference reference, ProgressListener progress) {
        ImageReference image = taggable(reference);
        if (rehearsing) {
            progress.note("would push " + image + " (dry run)");
            return new PushedImage(image.toString(), NOT_MADE, 0, 0, 0, Duration.ZERO);
        }
        Instant began = Instant.now();
        LayerProgress layers = new LayerProgress(progress);
        AuthConfig login = login(image);
        progress.note("pushing " + image);
        engine.<PushResponseItem>stream(
                "push " + image,
                docker -> taker -> docker.pushImageCmd(image.name())
                        .withTag(image.tag().orElseThrow())
                        .withAuthConfig(login)
                        .exec(taker),
                layers::take,
                "the registry may keep layers of " + image + "; the tag was not written");
        String error = layers.error();
        if (error != null) {
            throw TransferFailures.push(image, error);
        }
        journal.record(image.registry(), "push", image.toString(), layers.digest());
        return new PushedImage(
                image.toString(), layers.digest(), layers.layers(), layers.present(), layers.moved(), since(began));
    }

    /**
     * Fetches an image from the registry that its name names.
     *
     * @param platform e.g. {@code linux/arm64}; the engine's own where empty
     */
    public PulledImage pull(ImageReference reference, Optional<String> platform, ProgressListener progress) {
        ImageReference image = reference.orLatest();
        if (rehearsing) {
            progress.note("would pull " + image + " (dry run)");
            return new PulledImage(image.toString(), NOT_MADE, NOT_MADE, false, 0, Duration.ZERO);
        }
        Instant began = Instant.now();
        LayerProgress layers = new LayerProgress(progress);
        AuthConfig login = login(image);
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
                    "the engine may keep layers of " + image + "; the image was not written");
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
        ImageDocument local = inspect(image.toString());
        journal.record(image.registry(), "pull", image.toString(), layers.digest());
        return new PulledImage(
                image.toString(), local.id(), layers.digest(), !layers.upToDate(), local.size(), since(began));
    }

    /** The tags that the registry has of a repository. */
    public List<ImageTag> tags(ImageReference repository) {
        return registries.tags(repository).stream()
                .map(tag -> new ImageTag(repository.name(), tag))
                .toList();
    }

    /** The digest by which the registry knows a tag now; empty where it has none. */
    public Optional<String> remoteDigest(ImageReference image) {
        return registries.digest(image);
    }

    /** Tries a login and stores it as docker does once the registry accepted it. */
    public RegistryAccess login(String registry, String user, String password) {
        RegistryLogin login = RegistryLogin.of(user, password);
        registries.check(registry, login);
        String storedIn = credentials.store(registry, login);
        journal.record(registry, "login", user, "stored in " + storedIn);
        return new RegistryAccess(registry, user, "logged in", storedIn);
    }

    /** Forgets a login. */
    public RegistryAccess logout(String registry) {
        boolean known = credentials.erase(registry);
        if (known) {
            journal.record(registry, "logout", registry, "forgotten");
        }
        return new RegistryAccess(registry, "", known ? "logged out" : "not logged in", "");
    }

    private List<RemovedImage> remove(String image, boolean force) {
        JsonNode effects;
        try {
            effects = known(image, () -> engine.delete("remove " + image, path(image) + "?force=" + force));
        } catch (OpsException e) {
            throw e.kind() == FailureKind.CONFLICT && !force ? e.hint("image rm --force " + image) : e;
        }
        List<RemovedImage> removed = new ArrayList<>();
        for (JsonNode effect : effects) {
            effect.properties()
                    .forEach(e -> removed.add(new RemovedImage(
                            e.getKey().toLowerCase(Locale.ROOT), e.getValue().asText())));
        }
        journal.record(engine.endpoint().host().toString(), "rm", image, removed.size() + " removed");
        return removed;
    }

    private static List<String> gone(List<RemovedImage> removed) {
        return removed.stream().map(r -> r.outcome() + " before: " + r.image()).toList();
    }

    private static String path(String image) {
        return "/images/" + DockerEngine.encoded(image);
    }

    private static JsonNode known(String image, Supplier<JsonNode> request) {
        try {
            return request.get();
        } catch (OpsException e) {
            throw e.kind() == FailureKind.NOT_FOUND
                    ? new OpsException(FailureKind.NOT_FOUND, "the engine has no image " + image, e).hint("image ls")
                    : e;
        }
    }

    private AuthConfig login(ImageReference image) {
        AuthConfig config = new AuthConfig().withRegistryAddress(image.registry());
        credentials.lookup(image.registry()).ifPresent(login -> {
            if (login.identityToken().isEmpty()) {
                config.withUsername(login.user()).withPassword(login.password());
            } else {
                config.withIdentityToken(login.identityToken());
            }
        });
        return config;
    }

    private static ImageReference taggable(ImageReference image) {
        if (image.digest().isPresent()) {
            throw new OpsException(FailureKind.USAGE, "'" + image + "' has a digest; write a tag instead");
        }
        return image.orLatest();
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
