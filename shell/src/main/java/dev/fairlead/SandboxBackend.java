package dev.fairlead;

import dev.fairlead.build.BuildService;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.RegistryConnections;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.registry.LoopbackRegistry;
import dev.fairlead.sandbox.registry.RegistryCatalog;
import dev.fairlead.sandbox.registry.SandboxImages;
import dev.fairlead.settings.EgressPolicy;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Images without an engine, below the cache directory: built there, kept there, and pushed to a registry on loopback.
 * Logins that are stored are its own too; it reads and writes none of docker's files.
 */
final class SandboxBackend implements ImageBackend {
    private final LoopbackRegistry registry;
    private final ImageLayout layout;
    private final boolean standsForAll;
    private final Lazy<RegistryClient> registries;
    private final Lazy<ImageService> images;
    private final Lazy<BuildService> builds;

    SandboxBackend(Settings settings, Journal journal) {
        Path directory = settings.cacheDirectory().resolve("sandbox");
        layout = new ImageLayout(directory.resolve("images"));
        registry = new LoopbackRegistry(new ImageLayout(directory.resolve("registry")));
        standsForAll = settings.enclosure() != EgressPolicy.OPEN;
        SandboxImages engine = new SandboxImages(layout, registry, standsForAll);
        Lazy<DockerCredentials> credentials = new Lazy<>(() -> new DockerCredentials(enclosed(settings, directory)));
        registries = new Lazy<>(
                () -> RegistryClient.at(credentials.get()::lookup, engine::server, new RegistryConnections(settings)));
        images = new Lazy<>(() -> new ImageService(engine, credentials.get(), registries.get(), journal));
        builds = new Lazy<>(() -> BuildService.daemonless(settings, engine.place(), layout, images.get(), journal));
    }

    @Override
    public ImageService images() {
        return images.get();
    }

    @Override
    public BuildService builds() {
        return builds.get();
    }

    @Override
    public RegistryClient registries() {
        return registries.get();
    }

    /** What the nodes of the sandbox can pull. */
    ImageCatalog catalog() {
        return new RegistryCatalog(registry, layout, standsForAll);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        registry.close();
    }

    private static Settings enclosed(Settings settings, Path directory) {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put("DOCKER_CONFIG", directory.resolve("docker").toString());
        return new Settings(
                environment,
                settings.home(),
                settings.workingDirectory(),
                settings.stateDirectory(),
                settings.cacheDirectory(),
                settings.configDirectory());
    }
}
