package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.script.io.ProcessTree;
import dev.fairlead.settings.Durations;
import dev.fairlead.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine. */
final class CommandCheck implements Check {
    /** {@code EX_TEMPFAIL} of sysexits.h. */
    private static final int NO_DATA = 75;

    private final CommandGate gate;
    private final GateSubject subject;
    private final Settings settings;
    private final CheckInputs inputs;

    CommandCheck(CommandGate gate, CheckInputs inputs) {
        this.gate = gate;
        this.subject = inputs.subject();
        this.settings = inputs.settings();
        this.inputs = inputs;
    }

    @Override
    public void preflight() {
        program();
    }

    /**
     * The program's file.
     *
     * @throws OpsException of kind NOT_FOUND
     */
    private Path program() {
        String name = gate.words().get(0);
        if (name.contains("/") || name.startsWith("~")) {
            Path file = settings.path(name);
            return require(
                    Files.isRegularFile(file) && Files.isExecutable(file), file, name + " is no program: " + file);
        }
        for (String directory :
                settings.variable("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")) {
            Path file = settings.path(directory.isEmpty() ? "." : directory).resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        return require(false, Path.of(name), "there is no program " + name + " on the PATH");
    }

    private static Path require(boolean there, Path file, String otherwise) {
        if (!there) {
            throw new OpsException(FailureKind.NOT_FOUND, otherwise);
        }
        return file;
    }

    @Override
    public TryOutcome ask(Duration limit) {
        Process process = started();
        ProcessTree tree = new ProcessTree(process);
        OutputTail tail = new OutputTail(
                process.getInputStream(),
                line -> inputs.progress().on(new ProgressEvent.Output("gate " + gate.name(), line)));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                tree.end();
                return TryOutcome.fail(
                        "did not end within " + Durations.text(limit) + " and was stopped", tail.lines());
            }
            return said(process.exitValue(), tail.lines());
        } catch (InterruptedException e) {
            tree.end();
            Thread.currentThread().interrupt();
            throw new Cancelled("stopped " + gate.words().get(0) + ", the command of gate " + gate.name());
        }
    }

    private static TryOutcome said(int code, List<String> lines) {
        String last = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1).strip();
        return switch (code) {
            case 0 -> TryOutcome.pass("ended with exit code 0");
            case NO_DATA ->
                new TryOutcome(GateAnswer.NO_DATA, "ended with exit code 75" + last, lines, Map.of("exit code", "75"));
            default ->
                TryOutcome.fail("ended with exit code " + code + last, lines)
                        .measured(Map.of("exit code", Integer.toString(code)));
        };
    }

    private Process started() {
        List<String> words = new ArrayList<>(gate.words(inputs.gateVariables()));
        words.set(0, program().toString());
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(settings.workingDirectory().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(settings.environment());
        environment.put("FAIRLEAD_CONTEXT", subject.cluster().context());
        environment.put("FAIRLEAD_NAMESPACE", subject.cluster().namespace());
        environment.put("FAIRLEAD_WORKLOAD", subject.release());
        environment.put("FAIRLEAD_CANDIDATE", subject.candidate());
        environment.put("FAIRLEAD_STABLE", subject.stable());
        environment.put("FAIRLEAD_IMAGE", subject.image());
        environment.putAll(inputs.programVariables().get());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot start " + words.get(0) + ": " + e.getMessage(), e);
        }
    }
}
