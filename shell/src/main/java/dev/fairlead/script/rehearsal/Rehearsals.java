package dev.fairlead.script.rehearsal;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.script.ScriptHelp;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.source.ScriptOption;
import dev.fairlead.script.test.IsolatedSandbox;
import dev.fairlead.script.test.IsolatedSandboxRequest;
import dev.fairlead.script.test.IsolatedSandboxes;
import dev.fairlead.script.test.OptionWords;
import dev.fairlead.script.test.PlannedFault;
import dev.fairlead.settings.EgressPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Rehearses scripts on copies of what stands in real clusters. */
public final class Rehearsals {
    private static final Set<String> OPTIONS = Set.of("context", "namespace", "workload", "fault");

    private final IsolatedSandboxes sandboxes;
    private final Supplier<ScriptService> scripts;
    private final Clusters clusters;

    /** @param clusters the real ones; only reads are asked of them */
    public Rehearsals(IsolatedSandboxes sandboxes, Supplier<ScriptService> scripts, Clusters clusters) {
        this.sandboxes = sandboxes;
        this.scripts = scripts;
        this.clusters = clusters;
    }

    /**
     * Runs a script in a sandbox on a copy of what stands in a cluster.
     *
     * @throws RehearsalFailed where the script would fail
     * @throws Cancelled when the thread is interrupted; nothing is left then
     */
    public Rehearsal run(RehearsalRequest request, ProgressListener progress) {
        if (clusters.isInSandbox()) {
            throw new OpsException(
                            FailureKind.USAGE, "a rehearsal copies a real cluster, and the session is in the sandbox")
                    .hint("sandbox off")
                    .hint("script test " + request.file());
        }
        ScriptHelp script = scripts.get().describe(request.file());
        Set<String> own = script.options().stream().map(ScriptOption::name).collect(Collectors.toSet());
        OptionWords words = OptionWords.part(request.words(), OPTIONS, own, "help script rehearse");
        List<PlannedFault> faults = words.all("fault", request.faults()).stream()
                .map(PlannedFault::parse)
                .toList();
        List<WorkloadRef> named = words.all("workload", request.workloads()).stream()
                .map(WorkloadRef::parse)
                .toList();
        ClusterClient real = clusters.open(new ClusterScope(
                words.last("context", request.context()), words.last("namespace", request.namespace())));
        RehearsalSubject subject = new RehearsalSubject(
                script.file(),
                request.file(),
                words.script(),
                real.context(),
                namespaces(real.namespace(), words.script()));
        return run(
                subject, faults, new NamespaceCopier(real, new WorkloadCopySelection(named, words.script())), progress);
    }

    private Rehearsal run(
            RehearsalSubject subject, List<PlannedFault> faults, NamespaceCopier copier, ProgressListener progress) {
        progress.note("copying " + String.join(", ", subject.namespaces()) + " of context " + subject.context()
                + "; what follows happens in a sandbox, nothing there is changed");
        CopiedObjects copied = copier.copy(subject.namespaces());
        copied.told().forEach(progress::warn);
        IsolatedSandboxRequest wanted = new IsolatedSandboxRequest(
                subject.context(), subject.namespaces().get(0), Map.of(), true, EgressPolicy.TOLD, image -> true);
        try (IsolatedSandbox sandbox = sandboxes.open(wanted)) {
            sandbox.fill(copied.toJson());
            return new RehearsalRun(sandbox, copied, progress).run(subject, faults);
        }
    }

    /** The session's, and those that the script's line names as such. */
    private static List<String> namespaces(String session, List<String> words) {
        List<String> namespaces = new ArrayList<>(List.of(session));
        for (int i = 0; i < words.size(); i++) {
            String[] parts = words.get(i).split("=", 2);
            if (parts[0].equals("--namespace") && (parts.length > 1 || i + 1 < words.size())) {
                String namespace = parts.length > 1 ? parts[1] : words.get(i + 1);
                if (!namespaces.contains(namespace)) {
                    namespaces.add(namespace);
                }
            }
        }
        return namespaces;
    }
}
