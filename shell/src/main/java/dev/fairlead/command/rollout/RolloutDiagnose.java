package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.model.Diagnosis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "diagnose",
        description = "Say what is wrong with a workload now, across registry, nodes, config and services.")
@Rbac(on = Subject.WORKLOAD, operations = Operation.FOLLOW)
@Rbac(resources = "ingresses.networking.k8s.io", operations = Operation.LIST)
final class RolloutDiagnose implements ShellCommand<Diagnosis> {
    @Mixin
    private WorkloadTarget target;

    @Mixin
    private ToleranceOptions tolerances;

    private final RolloutService rollouts;

    RolloutDiagnose(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public Diagnosis run(ProgressListener progress) {
        return rollouts.diagnose(
                target.scope(),
                target.workload(),
                tolerances.over(rollouts.settled().tolerances()));
    }
}
