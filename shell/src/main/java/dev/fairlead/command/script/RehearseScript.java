package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.rehearsal.Rehearsal;
import dev.fairlead.script.rehearsal.RehearsalRequest;
import dev.fairlead.script.rehearsal.Rehearsals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rehearse",
        description = "Run a saved script in a sandbox of its own on a copy of what stands in a cluster, and show what"
                + " would happen there; of the cluster only reads are asked, and secrets are masked.")
final class RehearseScript implements ShellCommand<Rehearsal> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The script.")
    @Completes(Candidate.SCRIPT)
    private Path file;

    @Option(names = "--context", paramLabel = "CONTEXT", description = "What is copied; the session's if not given.")
    @Completes(Candidate.CONTEXT)
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace to copy; one that the script's own --namespace names is copied too.")
    @Completes(Candidate.NAMESPACE)
    private @Nullable String namespace;

    @Option(
            names = "--workload",
            paramLabel = "KIND/NAME",
            description =
                    "Copy this workload and those that the script's line names; all of the namespace if not given.")
    @Completes(Candidate.WORKLOAD)
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "What goes wrong: FAULT[=KIND/NAME][,next][,for=DURATION][,in=NAMESPACE][,after=STEP], with"
                    + " the words of sandbox fail.")
    private List<String> faults = new ArrayList<>();

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "What the script sees; options of the rehearsal and of run that it does not have itself may"
                    + " stand here too, e.g. --report FILE.")
    private List<String> arguments = new ArrayList<>();

    private final Rehearsals rehearsals;

    RehearseScript(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    @Override
    public Rehearsal run(ProgressListener progress) {
        return rehearsals.run(
                new RehearsalRequest(
                        file,
                        arguments,
                        Optional.ofNullable(context),
                        Optional.ofNullable(namespace),
                        workloads,
                        faults),
                progress);
    }

    @Override
    public boolean takesAllThatFollows() {
        return true;
    }
}
