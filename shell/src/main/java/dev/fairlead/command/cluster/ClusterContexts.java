package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Rbac;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "contexts", description = "List the contexts of the kubeconfig.")
@Rbac
final class ClusterContexts implements ShellCommand<List<KubeContext>> {
    private final ClusterService clusters;

    ClusterContexts(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<KubeContext> run(ProgressListener progress) {
        return clusters.contexts();
    }
}
