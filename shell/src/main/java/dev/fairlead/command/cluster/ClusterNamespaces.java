package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.NamespaceSummary;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "ns", description = "List the namespaces and mark the one in use.")
@Rbac(on = Subject.CLUSTER, resources = "namespaces", operations = Operation.LIST)
final class ClusterNamespaces implements ShellCommand<List<NamespaceSummary>> {
    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final ClusterService clusters;

    ClusterNamespaces(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<NamespaceSummary> run(ProgressListener progress) {
        return clusters.namespaces(scope.scope());
    }
}
