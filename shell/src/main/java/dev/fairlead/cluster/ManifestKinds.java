package dev.fairlead.cluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the server knows of the kinds and namespaces that manifests name. */
public final class ManifestKinds {
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final ClusterClient cluster;

    public ManifestKinds(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /** @throws OpsException of kind INVALID when the server serves no such kind; it names the nearest */
    public ResourceType type(Manifest manifest) {
        try {
            return cluster.discovery().find(manifest.apiVersion(), manifest.kind());
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            throw new OpsException(
                    FailureKind.INVALID,
                    manifest.place(".kind") + ": the server serves no " + manifest.kind() + " of "
                            + manifest.apiVersion(),
                    List.of(),
                    new KindHints(cluster.discovery()).hints(manifest.kind()),
                    e);
        }
    }

    /** @throws OpsException of kind INVALID when the manifest names another namespace than the line */
    public static void checkNamespace(Manifest manifest, Optional<String> wanted) {
        if (wanted.isPresent()
                && !manifest.namespace().isEmpty()
                && !manifest.namespace().equals(wanted.get())) {
            throw new OpsException(
                    FailureKind.INVALID,
                    manifest.place(".metadata.namespace") + ": " + manifest.kind() + " " + manifest.name()
                            + " is of namespace " + manifest.namespace() + ", and -n says " + wanted.get());
        }
    }

    public boolean serves(Manifest manifest) {
        return cluster.discovery().serves(manifest.apiVersion(), manifest.kind());
    }

    /** Waits until the server serves the kind, which takes it a moment after its definition was made. */
    public void awaitServed(Manifest manifest) {
        long end = System.nanoTime() + SERVED_WITHIN.toNanos();
        while (!serves(manifest)) {
            if (System.nanoTime() > end) {
                throw new OpsException(
                        FailureKind.TIMEOUT,
                        manifest.place() + ": the server does not serve " + manifest.kind() + " "
                                + SERVED_WITHIN.toSeconds() + " s after its definition was applied");
            }
            Pause.of(BETWEEN, "cancelled while the server was to serve " + manifest.kind());
            cluster.discovery().refresh();
        }
    }
}
