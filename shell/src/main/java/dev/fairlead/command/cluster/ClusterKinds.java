package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Rbac;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "kinds", description = "List the kinds that the server serves, custom ones too.")
@Rbac
final class ClusterKinds implements ShellCommand<List<ResourceType>> {
    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final ClusterService clusters;

    ClusterKinds(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<ResourceType> run(ProgressListener progress) {
        return clusters.kinds(scope.scope());
    }
}
