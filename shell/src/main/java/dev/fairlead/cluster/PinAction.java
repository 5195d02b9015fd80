package dev.fairlead.cluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;

/** Gives clusters names that no renamed context can change. */
public final class PinAction {
    private final ClusterService clusters;
    private final Pins pins;
    private final Path workingDirectory;

    /** @param workingDirectory from which the project's file is looked for */
    public PinAction(ClusterService clusters, Pins pins, Path workingDirectory) {
        this.clusters = clusters;
        this.pins = pins;
        this.workingDirectory = workingDirectory;
    }

    /**
     * Pins the cluster of a scope; a dry run only tells it.
     *
     * @throws OpsException of kind USAGE for what is no name, CONFLICT where it is another cluster's and may not be moved
     */
    public PinnedCluster pin(PinRequest request, ProgressListener progress) {
        String name = request.name();
        if (!name.matches("[\\w.-]+")) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "\"" + name + "\" is no name for a cluster: letters, digits, . _ and - make one");
        }
        ClusterIdentity identity = clusters.identity(request.scope());
        Pins.Move wanted = pins.move(name, identity.uid(), request.project(), request.move(), workingDirectory);
        Path file = wanted.pin().file();
        if (clusters.isRehearsing()) {
            progress.note("would pin " + name + " in " + file + " (dry run)");
        } else {
            wanted.keep();
        }
        return new PinnedCluster(name, identity.context(), identity.uid(), file);
    }
}
