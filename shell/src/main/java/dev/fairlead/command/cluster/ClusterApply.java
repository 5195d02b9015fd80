package dev.fairlead.command.cluster;

import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.ApplyRequest;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.command.ManifestSources;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "apply", description = "Create or change objects as manifests say, by server-side apply.")
@Rbac(on = Subject.UNKNOWN)
final class ClusterApply implements ShellCommand<List<AppliedObject>> {
    @Mixin
    private ManifestSources manifests;

    @Option(names = "--dry-run", description = "Let the server say what would change, and change nothing.")
    private boolean dryRun;

    @Option(names = "--force-conflicts", description = "Take over fields that others own.")
    private boolean forceConflicts;

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final ClusterService clusters;

    ClusterApply(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<AppliedObject> run(ProgressListener progress) {
        return clusters.apply(
                new ApplyRequest(scope.scope(), manifests.sources(), manifests.recursive(), dryRun, forceConflicts),
                progress);
    }
}
