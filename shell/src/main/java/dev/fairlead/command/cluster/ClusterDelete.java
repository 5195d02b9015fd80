package dev.fairlead.command.cluster;

import dev.fairlead.cluster.AppliedObject;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.DeleteRequest;
import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete objects and wait until they are gone.")
@Rbac(
        on = Subject.KIND,
        operations = {Operation.LIST, Operation.REMOVE})
@Rbac(on = Subject.OBJECT, operations = Operation.REMOVE)
final class ClusterDelete implements ShellCommand<List<AppliedObject>> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "A kind, or KIND/NAME.")
    @Completes(Candidate.KIND)
    private @Nullable String kind;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME", description = "The objects' names.")
    @Completes(Candidate.OBJECT)
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|URL|-",
            description = "Delete the objects of a manifest, its URL or a directory of manifests; may be repeated.")
    @Completes(Candidate.FILE)
    private List<String> sources = new ArrayList<>();

    @Option(
            names = {"-R", "--recursive"},
            description = "Read the directories below too.")
    private boolean recursive;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            defaultValue = "",
            description = "Delete the objects with these labels.")
    private String labels = "";

    @Option(names = "--all", description = "Delete all objects of the kind in the namespace.")
    private boolean all;

    @Option(
            names = "--grace-period",
            paramLabel = "DURATION",
            description = "Give pods this long to end instead of their own time, e.g. 5s.")
    private @Nullable Duration grace;

    @Option(names = "--no-wait", description = "Do not wait until the objects are gone.")
    private boolean noWait;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Wait this long; 2m if not given.")
    private Duration limit = DeleteRequest.LIMIT;

    @Option(names = "--dry-run", description = "Let the server say what would be deleted, and delete nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before namespaces, or what a selector finds, are deleted.")
    private boolean yes;

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final ClusterService clusters;

    ClusterDelete(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public List<AppliedObject> run(ProgressListener progress) {
        List<String> words = new ArrayList<>(kind == null ? List.of() : List.of(kind));
        words.addAll(names);
        return clusters.delete(
                new DeleteRequest(
                        scope.scope(),
                        words,
                        sources,
                        recursive,
                        labels,
                        all,
                        Optional.ofNullable(grace),
                        !noWait,
                        limit,
                        dryRun,
                        yes),
                progress);
    }
}
