package dev.fairlead;

import dev.fairlead.command.sandbox.SandboxSwitch;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.sandbox.session.SandboxSession;
import java.util.Optional;
import java.util.function.Supplier;

/** Moves the session's clusters and its images into the sandbox and out of it, both at once. */
final class SandboxSwitchover implements SandboxSwitch {
    private final Clusters clusters;
    private final SwitchedBackend backend;
    private final Supplier<SandboxSession> session;

    SandboxSwitchover(Clusters clusters, SwitchedBackend backend, Supplier<SandboxSession> session) {
        this.clusters = clusters;
        this.backend = backend;
        this.session = session;
    }

    @Override
    public boolean isOn() {
        return clusters.isInSandbox();
    }

    @Override
    public void on() {
        on(Optional.empty());
    }

    /** @param namespace the session's first one there; {@code default} if not given */
    void on(Optional<String> namespace) {
        backend.enter();
        clusters.enter(() -> session.get().kubeconfig(), namespace);
    }

    @Override
    public void off() {
        clusters.leave();
        backend.leave();
    }

    @Override
    public String namespace() {
        return isOn() ? clusters.current().map(context -> context.namespace()).orElse("default") : "default";
    }
}
