package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.ClusterState;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "info", description = "Show the server's version and address, its nodes, and who we are there.")
@Rbac(on = Subject.CLUSTER, resources = "nodes", operations = Operation.LIST)
final class ClusterInfo implements ShellCommand<ClusterState> {
    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final ClusterService clusters;

    ClusterInfo(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public ClusterState run(ProgressListener progress) {
        return clusters.info(scope.scope());
    }
}
