package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.set.SetRequest;
import dev.fairlead.set.SetResult;
import dev.fairlead.set.SetService;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Apply manifests as one set: in the order of their dependence, followed until its workloads are"
                + " current, pruned by an inventory. cluster apply only sends them.")
final class RolloutApply implements ShellCommand<SetResult> {
    @Parameters(paramLabel = "NAME", description = "Of the set; its inventory is configmap/fairlead-set-NAME.")
    private String name;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|-",
            required = true,
            description = "A manifest, a directory of manifests, or standard input; may be repeated.")
    @Completes(Candidate.FILE)
    private List<String> sources = new ArrayList<>();

    @Option(
            names = {"-R", "--recursive"},
            description = "Read the directories below too.")
    private boolean recursive;

    @Option(
            names = "--dry-run",
            description = "Show what would be made, changed field by field, and pruned; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--prune",
            description = "Once everything is well, delete what the set had and the manifests no longer have.")
    private boolean prune;

    @Option(
            names = "--prune-data",
            description = "With --prune, delete namespaces, definitions of kinds and volume claims too.")
    private boolean pruneData;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before pruning.")
    private boolean yes;

    @Option(
            names = "--restart-on-config",
            description = "Make pods anew when a config map or secret of the set that they use changes.")
    private boolean restartOnConfig;

    @Option(names = "--force-conflicts", description = "Take over fields that others own.")
    private boolean forceConflicts;

    @Option(names = "--take-over", description = "Take over objects that belong to other sets.")
    private boolean takeOver;

    @Option(names = "--create-namespace", description = "Make the namespace if it is missing.")
    private boolean createNamespace;

    @Mixin
    private ScopeOptions scope;

    @Mixin
    private WaitOptions wait;

    private final SetService sets;

    RolloutApply(SetService sets) {
        this.sets = sets;
    }

    @Override
    public SetResult run(ProgressListener progress) {
        SetRequest.Options options = new SetRequest.Options(
                prune, pruneData, yes, restartOnConfig, forceConflicts, takeOver, createNamespace);
        return sets.apply(
                new SetRequest(scope.scope(), name, sources, recursive, dryRun, options, wait.over(sets.settled())),
                progress);
    }
}
