package dev.fairlead.image;

import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The images of the engine, and their way to registries and back. */
public final class ImageService {
    /** The digest of what a dry run did not make. */
    public static final String NOT_MADE = "sha256:" + "0".repeat(64);

    private final ImageEngine engine;
    private final DockerCredentials credentials;
    private final RegistryClient registries;
    private final Journal journal;
    private volatile boolean rehearsing;

    public ImageService(ImageEngine engine, DockerCredentials credentials, RegistryClient registries, Journal journal) {
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
        return engine.list(reference, all);
    }

    /** The engine's document on an image, named or by ID. */
    public ImageDocument inspect(String image) {
        return engine.inspect(image);
    }

    /** What names stand for, before a work that gives them to other images. */
    public NamesBefore namesBefore(List<ImageReference> names) {
        return NamesBefore.of(names, name -> engine.inspect(name).id());
    }

    /** Gives a local image, named or by ID, a further name. */
    public TaggedImage tag(String image, ImageReference target) {
        ImageReference name = taggable(target);
        if (rehearsing) {
            return new TaggedImage(name.toString(), NOT_MADE);
        }
        String id = engine.inspect(image).id();
        NamesBefore before = namesBefore(List.of(name));
        try {
            engine.tag(image, name);
        } catch (Cancelled e) {
            throw before.after(e);
        }
        journal.record(ChangePlace.named(engine.place()), "tag", name.toString(), "names " + image);
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
        PushedImage pushed = engine.push(image, progress);
        journal.record(ChangePlace.named(reference.registry()), "push", pushed.image(), pushed.digest());
        return pushed;
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
        PulledImage pulled = engine.pull(image, platform, progress);
        journal.record(ChangePlace.named(reference.registry()), "pull", pulled.image(), pulled.digest());
        return pulled;
    }

    /** As {@link #tags(ImageReference, ProgressListener)}, without a word on the way. */
    public List<ImageTag> tags(ImageReference repository) {
        return tags(repository, ProgressListener.SILENT);
    }

    /**
     * The tags that the registry has of a repository.
     *
     * @throws OpsException of kind USAGE where a registry is named; it says which repositories that has
     */
    public List<ImageTag> tags(ImageReference repository, ProgressListener progress) {
        Optional<String> registry = repository.registryAlone();
        if (registry.isPresent()) {
            throw repositoryMissing(registry.get(), progress);
        }
        return registries.tags(repository, progress::warn).stream()
                .map(tag -> new ImageTag(repository.name(), tag))
                .toList();
    }

    private OpsException repositoryMissing(String registry, ProgressListener progress) {
        List<String> repositories;
        try {
            repositories = registries.repositories(registry, progress::warn);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.UNREACHABLE || e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            return new OpsException(
                            FailureKind.USAGE,
                            "'" + registry + "' is a registry, and which repository is not said; it lists none ("
                                    + e.message() + ")")
                    .hint("image tags " + registry + "/REPOSITORY");
        }
        String first = repositories.isEmpty() ? "REPOSITORY" : repositories.get(0);
        return new OpsException(
                        FailureKind.USAGE,
                        "'" + registry + "' is a registry, and which repository is not said"
                                + (repositories.isEmpty() ? "; it has none" : ""))
                .details(
                        repositories.stream().map(name -> registry + "/" + name).toList())
                .hint("image tags " + registry + "/" + first);
    }

    /** The digest by which the registry knows a tag now; empty where it has none. */
    public Optional<String> remoteDigest(ImageReference image) {
        return registries.digest(image);
    }

    /** Tries a login and stores it as docker does once the registry accepted it. */
    public RegistryAccess login(String registry, String user, String password) {
        RegistryLogin login = RegistryLogin.of(user, password);
        registries.check(registry, login);
        if (rehearsing) {
            return new RegistryAccess(registry, user, "to be logged in", "");
        }
        String storedIn = credentials.store(registry, login);
        journal.record(ChangePlace.named(registry), "login", user, "stored in " + storedIn);
        return new RegistryAccess(registry, user, "logged in", storedIn);
    }

    /** Forgets a login. */
    public RegistryAccess logout(String registry) {
        if (rehearsing) {
            return new RegistryAccess(registry, "", "to be logged out", "");
        }
        boolean known = credentials.erase(registry);
        if (known) {
            journal.record(ChangePlace.named(registry), "logout", registry, "forgotten");
        }
        return new RegistryAccess(registry, "", known ? "logged out" : "not logged in", "");
    }

    private List<RemovedImage> remove(String image, boolean force) {
        List<RemovedImage> removed;
        try {
            removed = engine.remove(image, force);
        } catch (OpsException e) {
            throw e.kind() == FailureKind.CONFLICT && !force ? e.hint("image rm --force " + image) : e;
        }
        journal.record(ChangePlace.named(engine.place()), "rm", image, removed.size() + " removed");
        return removed;
    }

    private static List<String> gone(List<RemovedImage> removed) {
        return removed.stream().map(r -> r.outcome() + " before: " + r.image()).toList();
    }

    private static ImageReference taggable(ImageReference image) {
        if (image.digest().isPresent()) {
            throw new OpsException(FailureKind.USAGE, "'" + image + "' has a digest; write a tag instead");
        }
        return image.orLatest();
    }
}
