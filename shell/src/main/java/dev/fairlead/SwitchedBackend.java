package dev.fairlead;

import dev.fairlead.build.BuildService;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.settings.Settings;
import java.util.Optional;

/** The user's engine, or the sandbox's images while the session is in it. Who asks later gets what is in force then. */
final class SwitchedBackend implements ImageBackend {
    private final DockerBackend docker;
    private final Lazy<SandboxBackend> sandbox;
    private final boolean sessionLasts;
    private volatile boolean inSandbox;

    /** @param sessionLasts whether more lines follow in this session, which may leave the sandbox */
    SwitchedBackend(Settings settings, Journal journal, boolean sessionLasts) {
        this.sessionLasts = sessionLasts;
        docker = new DockerBackend(settings, journal);
        sandbox = new Lazy<>(() -> new SandboxBackend(settings, journal));
    }

    /** From now on there is no engine, only the sandbox's images. */
    void enter() {
        engine().shut(sessionLasts ? "sandbox off" : "the same line without --sandbox");
        inSandbox = true;
    }

    void leave() {
        inSandbox = false;
        engine().open();
    }

    DockerEngine engine() {
        return docker.engine();
    }

    SandboxBackend sandbox() {
        return sandbox.get();
    }

    private ImageBackend current() {
        return inSandbox ? sandbox.get() : docker;
    }

    @Override
    public ImageService images() {
        return current().images();
    }

    @Override
    public BuildService builds() {
        return current().builds();
    }

    @Override
    public RegistryClient registries() {
        return current().registries();
    }

    @Override
    public Optional<String> trouble() {
        return current().trouble();
    }

    @Override
    public void close() {
        docker.close();
        sandbox.ifMade(SandboxBackend::close);
    }
}
