package dev.fairlead.command.sandbox;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.sandbox.session.SandboxState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "heal", description = "Take faults back, a workload's or all of a namespace.")
final class SandboxHeal implements ShellCommand<SandboxState> {
    @Parameters(arity = "0..1", paramLabel = "KIND/NAME", description = "Whose; all of the namespace if not given.")
    @Completes(Candidate.WORKLOAD)
    private @Nullable WorkloadRef workload;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Use this namespace instead of the session's.")
    @Completes(Candidate.NAMESPACE)
    private @Nullable String namespace;

    private final SandboxSession sandbox;
    private final SandboxSwitch place;

    SandboxHeal(SandboxSession sandbox, SandboxSwitch place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    @Override
    public SandboxState run(ProgressListener progress) {
        String whose = workload == null ? "" : workload.toString();
        return sandbox.heal(place.isOn(), namespace == null ? place.namespace() : namespace, whose);
    }
}
