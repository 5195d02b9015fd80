package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterIdentity;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.PinnedCluster;
import dev.fairlead.cluster.Pins;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pin",
        description =
                "Give a cluster a name that no renamed context can change; scripts ask for it by pinned(\"NAME\").")
final class ClusterPin implements ShellCommand<PinnedCluster> {
    @Parameters(paramLabel = "NAME", description = "The name.")
    private String name;

    @Option(names = "--project", description = "Write it to the project's " + Pins.PROJECT_FILE + ".")
    private boolean project;

    @Option(names = "--move", description = "Take a name that is another cluster's.")
    private boolean move;

    @Mixin
    private ScopeOptions scope;

    private final ClusterService clusters;
    private final Pins pins;
    private final Path workingDirectory;

    ClusterPin(ClusterService clusters, Pins pins, Path workingDirectory) {
        this.clusters = clusters;
        this.pins = pins;
        this.workingDirectory = workingDirectory;
    }

    @Override
    public PinnedCluster run(ProgressListener progress) {
        if (!name.matches("[\\w.-]+")) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "\"" + name + "\" is no name for a cluster: letters, digits, . _ and - make one");
        }
        ClusterIdentity identity = clusters.identity(scope.scope());
        Pins.Move wanted = pins.move(name, identity.uid(), project, move, workingDirectory);
        if (clusters.isRehearsing()) {
            progress.note("would pin " + name + " in " + wanted.pin().file() + " (dry run)");
        } else {
            wanted.keep();
        }
        Pins.Pin pin = wanted.pin();
        return new PinnedCluster(name, identity.context(), identity.uid(), pin.file());
    }
}
