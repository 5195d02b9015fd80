package dev.fairlead.command.sandbox;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.sandbox.session.SandboxState;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fail",
        description = "Have something go wrong in the sandbox, for a workload or for all of a namespace.")
final class SandboxFail implements ShellCommand<SandboxState> {
    private static final Duration USUAL = Duration.ofSeconds(30);

    @Parameters(
            index = "0",
            paramLabel = "FAULT",
            completionCandidates = Words.class,
            description = "image-pull, crash, oom, readiness, unschedulable, quota, slow or api-down.")
    private String fault;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KIND/NAME",
            description = "Whose pods it strikes; all of the namespace if not given.")
    @Completes(Candidate.WORKLOAD)
    private @Nullable WorkloadRef workload;

    @Option(
            names = "--next",
            description = "Spare the revisions that are there now: only what is rolled out next fails.")
    private boolean next;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How much slower pods get ready, or how long the API server is down; 30s if not given.")
    private @Nullable Duration lasting;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Use this namespace instead of the session's.")
    @Completes(Candidate.NAMESPACE)
    private @Nullable String namespace;

    private final SandboxSession sandbox;
    private final SandboxSwitch place;

    SandboxFail(SandboxSession sandbox, SandboxSwitch place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    @Override
    public SandboxState run(ProgressListener progress) {
        Fault chosen =
                Fault.of(fault, Optional.ofNullable(lasting).orElse(USUAL)).orElseThrow(this::unknown);
        boolean lasts = chosen instanceof Fault.Slow || chosen instanceof Fault.ApiDown;
        if (lasting != null && !lasts) {
            throw new OpsException(FailureKind.USAGE, "sandbox fail " + fault + ": it lasts until it is healed")
                    .hint("sandbox heal");
        }
        if (chosen instanceof Fault.ApiDown && workload != null) {
            throw new OpsException(FailureKind.USAGE, "sandbox fail api-down: it is down for everybody")
                    .hint("sandbox fail api-down --for 10s");
        }
        String whose = workload == null ? "" : workload.toString();
        String where = namespace == null ? place.namespace() : namespace;
        return sandbox.strike(place.isOn(), chosen, where, whose, next);
    }

    private OpsException unknown() {
        OpsException failure = new OpsException(
                FailureKind.USAGE,
                "sandbox fail: no fault is called \"" + fault + "\"; there are " + String.join(", ", Fault.WORDS));
        for (String near : NearestNames.to(fault, Fault.WORDS, 2)) {
            failure = failure.hint("sandbox fail " + near + (workload == null ? "" : " " + workload));
        }
        return failure;
    }

    /** For completion. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Fault.WORDS.iterator();
        }
    }
}
