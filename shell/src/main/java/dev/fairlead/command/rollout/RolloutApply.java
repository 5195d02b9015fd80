package dev.fairlead.command.rollout;

import dev.fairlead.applyset.ApplySetRequest;
import dev.fairlead.applyset.ApplySetResult;
import dev.fairlead.applyset.ApplySetService;
import dev.fairlead.command.ManifestSources;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Apply manifests as one set: in the order of their dependence, followed until its workloads are"
                + " current, pruned by an inventory. cluster apply only sends them.")
@Rbac(on = Subject.UNKNOWN)
final class RolloutApply implements ShellCommand<ApplySetResult> {
    @Parameters(paramLabel = "NAME", description = "Of the set; its inventory is configmap/fairlead-set-NAME.")
    private String name;

    @Mixin
    private ManifestSources manifests;

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

    private final ApplySetService sets;

    RolloutApply(ApplySetService sets) {
        this.sets = sets;
    }

    @Override
    public ApplySetResult run(ProgressListener progress) {
        return sets.apply(
                new ApplySetRequest(
                        scope.scope(),
                        name,
                        manifests.sources(),
                        manifests.recursive(),
                        dryRun,
                        wanted(),
                        wait.over(sets.settled())),
                progress);
    }

    private Set<ApplySetRequest.Wish> wanted() {
        Map<ApplySetRequest.Wish, Boolean> asked = new EnumMap<>(ApplySetRequest.Wish.class);
        asked.put(ApplySetRequest.Wish.PRUNE, prune);
        asked.put(ApplySetRequest.Wish.PRUNE_DATA, pruneData);
        asked.put(ApplySetRequest.Wish.PRUNE_UNASKED, yes);
        asked.put(ApplySetRequest.Wish.RESTART_ON_CONFIG, restartOnConfig);
        asked.put(ApplySetRequest.Wish.FORCE_CONFLICTS, forceConflicts);
        asked.put(ApplySetRequest.Wish.TAKE_OVER, takeOver);
        asked.put(ApplySetRequest.Wish.CREATE_NAMESPACE, createNamespace);
        asked.values().removeIf(wanted -> !wanted);
        return asked.keySet();
    }
}
