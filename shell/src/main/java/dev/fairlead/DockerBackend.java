package dev.fairlead;

import dev.fairlead.build.BuildService;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.InsecureRegistries;
import dev.fairlead.docker.RegistryConnections;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.DockerImages;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.settings.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The user's Docker Engine and the registries of the network. */
final class DockerBackend implements ImageBackend {
    private final DockerEngine engine;
    private final Lazy<RegistryClient> registries;
    private final Lazy<ImageService> images;
    private final Lazy<BuildService> builds;

    DockerBackend(Settings settings, Journal journal) {
        engine = new DockerEngine(settings);
        Lazy<DockerCredentials> credentials = new Lazy<>(() -> new DockerCredentials(settings));
        registries = new Lazy<>(() -> new RegistryClient(
                credentials.get()::lookup, new InsecureRegistries(engine), new RegistryConnections(settings)));
        images = new Lazy<>(() -> new ImageService(
                new DockerImages(engine, credentials.get()), credentials.get(), registries.get(), journal));
        builds = new Lazy<>(() -> new BuildService(settings, engine, credentials.get(), images.get(), journal));
    }

    DockerEngine engine() {
        return engine;
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

    /** Looks at the engine's socket only: asking the engine would delay the prompt. */
    @Override
    public Optional<String> trouble() {
        try {
            URI host = engine.endpoint().host();
            boolean there = !"unix".equals(host.getScheme()) || Files.exists(Path.of(host.getPath()));
            return there ? Optional.empty() : Optional.of("no Docker engine: " + host.getPath() + " is not there");
        } catch (OpsException e) {
            return Optional.of("no Docker engine: " + e.message());
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
