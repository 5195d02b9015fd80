package dev.fairlead.command.cluster;

import dev.fairlead.cluster.PinAction;
import dev.fairlead.cluster.PinRequest;
import dev.fairlead.cluster.PinnedCluster;
import dev.fairlead.cluster.Pins;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pin",
        description =
                "Give a cluster a name that no renamed context can change; scripts ask for it by pinned(\"NAME\").")
@Rbac(on = Subject.IDENTITY, resources = "namespaces", operations = Operation.READ)
final class ClusterPin implements ShellCommand<PinnedCluster> {
    @Parameters(paramLabel = "NAME", description = "The name.")
    private String name;

    @Option(names = "--project", description = "Write it to the project's " + Pins.PROJECT_FILE + ".")
    private boolean project;

    @Option(names = "--move", description = "Take a name that is another cluster's.")
    private boolean move;

    @Mixin
    private ScopeOptions scope;

    private final PinAction pinning;

    ClusterPin(PinAction pinning) {
        this.pinning = pinning;
    }

    @Override
    public PinnedCluster run(ProgressListener progress) {
        return pinning.pin(new PinRequest(scope.scope(), name, project, move), progress);
    }
}
