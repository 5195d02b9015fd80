package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.GetRequest;
import dev.fairlead.cluster.GetResult;
import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "List objects of any kind, or show those that are named.")
@Rbac(
        on = Subject.KIND,
        operations = {Operation.READ, Operation.LIST})
@Rbac(on = Subject.OBJECT, operations = Operation.READ)
final class ClusterGet implements ShellCommand<GetResult> {
    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "A kind by any of its names, several with commas, KIND/NAME, or a category such as all.")
    @Completes(Candidate.KIND)
    private String kind = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME", description = "The objects' names; all if none.")
    @Completes(Candidate.OBJECT)
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look in every namespace.")
    private boolean allNamespaces;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            defaultValue = "",
            description = "Only objects with these labels, e.g. app=web,tier!=db.")
    private String labels = "";

    @Option(
            names = "--field-selector",
            paramLabel = "FIELDS",
            defaultValue = "",
            description = "Only objects with these fields, e.g. status.phase=Running.")
    private String fields = "";

    @Option(
            names = {"-w", "--watch"},
            description = "Go on and show each change, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--show-labels", description = "Show the labels as the last column.")
    private boolean showLabels;

    @Option(
            names = "--sort-by",
            paramLabel = "PATH",
            defaultValue = "",
            description = "Sort by a field, e.g. .metadata.creationTimestamp.")
    private String sortBy = "";

    @Option(
            names = "--chunk-size",
            paramLabel = "N",
            defaultValue = "500",
            description = "Ask for at most N objects at once, 0 for all; ${DEFAULT-VALUE} if not given.")
    private int chunk;

    @Option(names = "--show-managed-fields", description = "Keep metadata.managedFields in JSON and YAML.")
    private boolean managedFields;

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final ClusterService clusters;

    ClusterGet(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public GetResult run(ProgressListener progress) {
        List<String> words = new ArrayList<>(List.of(kind));
        words.addAll(names);
        GetRequest request = new GetRequest(
                scope.scope(), words, allNamespaces, labels, fields, chunk, sortBy, showLabels, managedFields);
        return watch
                ? new GetResult.Changes(clusters.watch(request, progress))
                : new GetResult.Objects(clusters.get(request, progress));
    }
}
