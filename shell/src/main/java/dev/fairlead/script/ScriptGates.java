package dev.fairlead.script;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.GateAnswer;
import dev.fairlead.gate.GateScripts;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.gate.GateVerdict;
import dev.fairlead.gate.ScriptGate;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.api.GateApi;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.script.api.SnippetHolder;
import dev.fairlead.script.api.SnippetLoader;
import dev.fairlead.script.api.SnippetScope;
import dev.fairlead.script.engine.CompileOnlyControl;
import dev.fairlead.script.engine.JavaEngine;
import dev.fairlead.script.engine.SnippetControl;
import dev.fairlead.script.engine.SystemOutput;
import dev.fairlead.script.replay.Recorder;
import dev.fairlead.script.source.ScriptArguments;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.ScriptProblem;
import dev.fairlead.script.source.SourceText;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates the scripts of gates, each in a JShell of its own. */
public final class ScriptGates implements GateScripts {
    private static final String SUBJECT =
            GateApi.class.getName() + " gate = " + SnippetHolder.class.getName() + ".gate();";

    /** {@code EX_TEMPFAIL} of sysexits.h, as for commands. */
    private static final int NO_DATA = 75;

    private final Supplier<ScriptServices> services;
    private final Path workingDirectory;
    private final ScriptFiles files;

    /** @param workingDirectory what the names of scripts start from */
    public ScriptGates(Supplier<ScriptServices> services, Path workingDirectory) {
        this.services = services;
        this.workingDirectory = workingDirectory;
        this.files = new ScriptFiles(workingDirectory);
    }

    @Override
    public void check(ScriptGate gate, GateSubject subject) {
        SourceText source = source(gate);
        try (JavaEngine engine = engine(scope(subject, ProgressListener.SILENT, gate), CompileOnlyControl::new)) {
            List<ScriptProblem> problems = new ScriptCheck(engine, files).problems(file(gate), source);
            if (!problems.isEmpty()) {
                ScriptProblem first = problems.get(0);
                throw new OpsException(
                                FailureKind.INVALID,
                                first.file() + ":" + first.line() + ":" + first.column() + ": " + first.message())
                        .details(source.marked(first.line(), first.column()));
            }
        }
    }

    @Override
    public GateVerdict evaluate(ScriptGate gate, GateSubject subject, ProgressListener progress) {
        SourceText source = source(gate);
        Recorder recorder = new Recorder();
        SnippetScope scope = scope(subject, progress, gate);
        SystemOutput output = new SystemOutput(scope.session());
        try (JavaEngine engine = engine(scope, recorder::control)) {
            ScriptRun run = new ScriptRun(engine, files, recorder);
            OptionalInt exit = run.run(file(gate), source);
            return exit.isPresent() ? verdict(exit.getAsInt()) : verdict(source, run.lastValue());
        } finally {
            output.close();
        }
    }

    private static JavaEngine engine(SnippetScope scope, Function<SnippetLoader, SnippetControl> controls) {
        JavaEngine engine = new JavaEngine(scope, controls);
        engine.evaluate(SUBJECT);
        return engine;
    }

    private SnippetScope scope(GateSubject subject, ProgressListener progress, ScriptGate gate) {
        ClusterScope scope = ClusterScope.CURRENT
                .inContext(subject.cluster().context())
                .inNamespace(subject.cluster().namespace());
        Path directory = file(gate).getParent();
        ScriptArguments arguments =
                new ScriptArguments(source(gate).name(), directory == null ? workingDirectory : directory, List.of());
        return new SnippetScope(services.get().listening(progress, scope), arguments, new GateApi(subject));
    }

    private Path file(ScriptGate gate) {
        return gate.isFile() ? workingDirectory.resolve(gate.source()).normalize() : workingDirectory.resolve("gate");
    }

    private SourceText source(ScriptGate gate) {
        return gate.isFile() ? files.read(file(gate)) : new SourceText("gate", gate.source());
    }

    private static GateVerdict verdict(int exitCode) {
        GateAnswer answer =
                exitCode == 0 ? GateAnswer.PASS : exitCode == NO_DATA ? GateAnswer.NO_DATA : GateAnswer.FAIL;
        return new GateVerdict(answer, "ended with exit code " + exitCode);
    }

    private static GateVerdict verdict(SourceText source, @Nullable Object value) {
        if (value instanceof GateVerdict verdict) {
            return verdict;
        }
        if (value instanceof Boolean right) {
            return new GateVerdict(right ? GateAnswer.PASS : GateAnswer.FAIL, "");
        }
        throw new OpsException(
                FailureKind.INVALID,
                source.name() + " ends without an answer: its last snippet must be true, false, gate.pass(\"…\"),"
                        + " gate.fail(\"…\") or gate.noData(\"…\")");
    }
}
