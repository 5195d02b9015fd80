package dev.fairlead;

import dev.fairlead.build.BuildService;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.settings.Settings;
import java.util.Optional;

/** The user's engine, or the sandbox's images while the session is in it. Who asks later gets what is in force then. */
final class SwitchedWorkshop implements Workshop {
    private final DockerWorkshop docker;
    private final Lazy<SandboxWorkshop> sandbox;
    private final boolean sessionLasts;
    private volatile boolean inSandbox;

    /** @param sessionLasts whether more lines follow in this session, which may leave the sandbox */
    SwitchedWorkshop(Settings settings, Journal journal, boolean sessionLasts) {
        this.sessionLasts = sessionLasts;
        docker = new DockerWorkshop(settings, journal);
        sandbox = new Lazy<>(() -> new SandboxWorkshop(settings, journal));
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

    SandboxWorkshop sandbox() {
        return sandbox.get();
    }

    private Workshop current() {
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
        sandbox.ifMade(SandboxWorkshop::close);
    }
}
