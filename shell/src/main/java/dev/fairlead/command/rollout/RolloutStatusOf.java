package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.run.StatusResult;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description =
                "Follow workloads, or objects of any kind, until each is current or cannot become so, and say why;"
                        + " --no-wait looks once."
                        + " Without names and options it is about every workload of the namespace.")
@Rbac(on = Subject.WORKLOAD, operations = Operation.FOLLOW)
final class RolloutStatusOf implements ShellCommand<StatusResult> {
    @Parameters(
            arity = "0..*",
            paramLabel = "KIND/NAME",
            description = "The workloads, e.g. deployment/web; all of the namespace if none.")
    @Completes(Candidate.WORKLOAD)
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            defaultValue = "",
            description = "The workloads with these labels, e.g. app=web,tier!=db.")
    private String labels = "";

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look in every namespace.")
    private boolean allNamespaces;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|URL|-",
            description = "The workloads of a manifest, its URL or a directory of manifests; may be repeated.")
    @Completes(Candidate.FILE)
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-R", "--recursive"},
            description = "Read the directories below too.")
    private boolean recursive;

    @Option(names = "--fail-fast", description = "End at the first workload that fails.")
    private boolean failFast;

    @Mixin
    private ScopeOptions scope;

    @Mixin
    private WaitOptions wait;

    private final RolloutService rollouts;
    private final ReleaseService releases;

    RolloutStatusOf(RolloutService rollouts, ReleaseService releases) {
        this.rollouts = rollouts;
        this.releases = releases;
    }

    @Override
    public StatusResult run(ProgressListener progress) {
        // Picocli takes a value of a list that cannot be read for a word too many.
        List<WorkloadRef> workloads = names.stream().map(WorkloadRef::parse).toList();
        WaitRules rules = wait.over(rollouts.settled());
        return releases.status(
                new StatusRequest(scope.scope(), workloads, labels, allNamespaces, files, recursive, failFast, rules),
                progress);
    }
}
