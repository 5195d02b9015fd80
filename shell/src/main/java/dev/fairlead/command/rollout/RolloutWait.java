package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WaitResult;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.wanted.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "wait",
        description = "Wait until objects of any kind are what --for says; a workload that cannot become so ends it.")
@Rbac(on = Subject.WORKLOAD, operations = Operation.FOLLOW)
final class RolloutWait implements ShellCommand<List<WaitResult>> {
    @Parameters(
            arity = "1..*",
            paramLabel = "KIND/NAME",
            description = "The objects, e.g. deployment/web; or a kind with -l or --all.")
    @Completes(Candidate.KIND)
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "WHAT",
            completionCandidates = Forms.class,
            description =
                    "current (if not given), condition=TYPE[=STATUS], jsonpath={.PATH}[=VALUE], create or delete.")
    private Wanted wanted = new Wanted.Current();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            defaultValue = "",
            description = "The objects with these labels, e.g. app=web,tier!=db.")
    private String labels = "";

    @Option(names = "--all", description = "All objects of the kind in the namespace.")
    private boolean all;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Look in every namespace.")
    private boolean allNamespaces;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Give up after this long, e.g. 90s; 10m if not given or settled, 0 looks once.")
    private @Nullable Duration timeout;

    @Mixin
    private ScopeOptions scope;

    private final RolloutService rollouts;

    RolloutWait(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public List<WaitResult> run(ProgressListener progress) {
        WaitRules settled = rollouts.settled();
        WaitRules rules = timeout == null ? settled : settled.withLimit(timeout);
        return rollouts.await(
                new WaitRequest(scope.scope(), words, labels, all, allNamespaces, wanted, rules), progress);
    }

    /** What completes {@code --for}. */
    static final class Forms implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Wanted.FORMS.iterator();
        }
    }
}
