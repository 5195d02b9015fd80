package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.UndoRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "undo", description = "Put the previous revision back, or any given one, and wait until it is current.")
@Rbac(
        on = Subject.WORKLOAD,
        operations = {Operation.FOLLOW, Operation.CHANGE, Operation.MARK})
@Rbac(
        resources = "configmaps secrets",
        operations = {Operation.LIST, Operation.CREATE, Operation.CHANGE})
@Rbac(
        on = Subject.BESIDE_DEPLOYMENT,
        resources = "services",
        operations = {Operation.CREATE, Operation.CHANGE, Operation.REMOVE, Operation.FIND_SCALERS})
@Rbac(
        on = Subject.BESIDE_DEPLOYMENT,
        resources = "leases.coordination.k8s.io",
        operations = {Operation.CREATE, Operation.REPLACE, Operation.CHANGE})
final class RolloutUndo implements ShellCommand<RolloutResult> {
    @Mixin
    private WorkloadTarget target;

    @Option(
            names = "--to-revision",
            paramLabel = "N",
            description = "The revision to go back to, as rollout history numbers it.")
    private @Nullable Long toRevision;

    @Option(
            names = "--with-config",
            negatable = true,
            description = "Bring back what its config maps and secrets held too; so where fairlead deployed it.")
    private @Nullable Boolean withConfig;

    @Option(
            names = "--no-evidence",
            description = "Do not save the manifests, events and logs of a rollout that is not well.")
    private boolean noEvidence;

    @Mixin
    private WaitOptions wait;

    private final ReleaseService releases;

    RolloutUndo(ReleaseService releases) {
        this.releases = releases;
    }

    @Override
    public RolloutResult run(ProgressListener progress) {
        UndoRequest request = new UndoRequest(
                target.scope(),
                target.workload(),
                Optional.ofNullable(toRevision),
                !noEvidence,
                Optional.ofNullable(withConfig),
                wait.over(releases.settled()));
        return releases.undo(request, progress);
    }
}
