package dev.fairlead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.command.LineParser;
import dev.fairlead.command.RootOptions;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.render.Screen;
import dev.fairlead.script.RunRequest;
import dev.fairlead.script.ScriptResult;
import dev.fairlead.script.io.StubbedResponses;
import dev.fairlead.script.test.IsolatedSandbox;
import dev.fairlead.script.test.IsolatedSandboxRequest;
import dev.fairlead.script.test.PlannedFault;
import dev.fairlead.settings.Settings;
import dev.fairlead.terminal.StandardInput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A room as a second composition of everything, with directories of its own and in the sandbox from its beginning. */
final class SandboxedSession implements IsolatedSandbox {
    private static final int WIDTH = 200;

    private final IsolatedSandboxRequest request;
    private final SandboxDirectory directory;
    private final Wiring wiring;

    private SandboxedSession(IsolatedSandboxRequest request, SandboxDirectory directory, Settings settings) {
        this.request = request;
        this.directory = directory;
        RootOptions options = RootOptions.parse("--sandbox", "-n", request.namespace());
        wiring = new Wiring(
                settings, options, StandardInput.unattended(), own -> new AssumedImages(own, this::isAssumed));
    }

    /** @param outer the user's own */
    static IsolatedSandbox open(Settings outer, IsolatedSandboxRequest request) {
        SandboxDirectory directory =
                SandboxDirectory.make(outer.cacheDirectory().resolve("scripts"));
        try {
            SandboxedSession session = new SandboxedSession(request, directory, directory.settings(outer, request));
            session.makeNamespace();
            return session;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private void makeNamespace() {
        ClusterClient cluster = cluster();
        if (cluster.find(ApiPath.namespace(request.namespace())).isEmpty()) {
            JsonNode namespace = JsonNodeFactory.instance
                    .objectNode()
                    .put("apiVersion", "v1")
                    .put("kind", "Namespace")
                    .set("metadata", JsonNodeFactory.instance.objectNode().put("name", request.namespace()));
            cluster.send("POST", ApiPath.of("v1", "", "namespaces"), ClusterClient.JSON, namespace, ClusterClient.JSON);
        }
    }

    /** What was built here must have been pushed as well. */
    private boolean isAssumed(String image) {
        return request.images().test(image)
                && wiring.images().list(Optional.of(image), false).isEmpty();
    }

    @Override
    public ScriptResult run(RunRequest script, StubbedResponses answers, ProgressListener progress) {
        return wiring.scripts().answering(answers).run(script, progress);
    }

    @Override
    public void line(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), false, false, () -> WIDTH);
        int exitCode = wiring.lines(false).run(LineParser.words(line), screen).exitCode();
        if (exitCode == FailureKind.CANCELLED.exitCode()) {
            throw new Cancelled("cancelled in " + line);
        }
        if (exitCode != 0) {
            FailureKind kind = Stream.of(FailureKind.values())
                    .filter(known -> known.exitCode() == exitCode)
                    .findFirst()
                    .orElse(FailureKind.FAILED);
            List<String> said = err.toString().lines().toList();
            String error = said.stream()
                    .filter(text -> text.startsWith("error: "))
                    .map(text -> text.substring("error: ".length()))
                    .findFirst()
                    .orElse(line + " ended with exit code " + exitCode);
            throw new OpsException(kind, error).details(said);
        }
    }

    @Override
    public void strike(PlannedFault fault) {
        String namespace = fault.namespace().isEmpty() ? request.namespace() : fault.namespace();
        wiring.sandbox().strike(true, fault.fault(), namespace, fault.workload(), fault.next());
    }

    @Override
    public void fill(JsonNode objects) {
        wiring.sandbox().fill(objects);
    }

    @Override
    public ClusterClient cluster() {
        return wiring.cluster();
    }

    /** An interruption must not keep anything from being closed; it stays set. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            wiring.close();
        } finally {
            directory.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
