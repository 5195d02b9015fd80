package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.GateResult;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.gate.Gates;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptGatesTest {
    @TempDir
    private Path directory;

    private Gates gates;
    private GateSubject subject;

    @BeforeEach
    void make() throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                {clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}], users: [{name: u, user: {token: t}}],
                 contexts: [{name: dev, context: {cluster: c, user: u, namespace: shop}}], current-context: dev}
                """);
        Settings settings = Settings.of(Map.of("KUBECONFIG", kubeconfig.toString()), directory, directory);
        Clusters clusters = new Clusters(settings, Optional.empty(), Optional.empty(), Optional.empty());
        subject = new GateSubject(
                clusters.open(ClusterScope.CURRENT), "web", "web-canary", "web", "team/web:v2", Optional.empty());
        ScriptServices services = TestApi.services();
        gates = new Gates(settings, Map::of, services.rollouts(), new ScriptGates(() -> services, directory));
        Files.writeString(directory.resolve("smoke.jsh"), """
                /open lib.jsh
                var rate = measured();
                rate > 0.5 ? gate.fail("rate is " + rate) : gate.pass("rate is " + rate)
                """);
        Files.writeString(
                directory.resolve("lib.jsh"), "double measured() { return gate.image().length() / 100.0; }\n");
        Files.writeString(directory.resolve("broken.jsh"), "int a = 1\nint b = c\n");
        Files.writeString(directory.resolve("throws.jsh"), "\nthrow new IllegalStateException(\"no way\");\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "script 1 > 2|fail|said false",
                "script smoke.jsh|pass|rate is 0.11",
                "script gate.candidate().equals(\"web-canary\") && gate.namespace().equals(\"shop\")|pass|said true",
                "script gate.noData(\"too early\")|no-data|too early",
                "script throws.jsh|fail|throws.jsh:2: IllegalStateException: no way",
                "script /exit 75|no-data|ended with exit code 75",
                "script /exit 2|fail|ended with exit code 2",
                "script boolean ok = true; println(\"done\")|fail|gate ends without an answer",
                "script nonsense(|fail|gate:1: ",
                "script broken.jsh|fail|broken.jsh:2:9: cannot find symbol: variable c",
                "script missing.jsh|no-data|there is no script missing.jsh",
                "script timeout=300ms while (true) { }|fail|did not end within 300ms and was stopped",
            })
    void theLastValueIsTheAnswer(String gate, String answer, String message) {
        GateResult result = gates.ask(GateSpec.parse(gate), subject, ProgressListener.SILENT);
        assertEquals(answer, result.answer().toString(), result::toString);
        assertTrue(result.message().contains(message), result::toString);
    }

    @Test
    void scriptsAreCompiledBeforeAnythingIsChanged() {
        check("script smoke.jsh");
        check("script gate.image().isEmpty()");
        OpsException failure = assertThrows(OpsException.class, () -> check("script broken.jsh"));
        assertEquals(FailureKind.INVALID, failure.kind());
        assertEquals(
                "gate script broken.jsh: broken.jsh:2:9: cannot find symbol: variable c; nothing was changed",
                failure.message());
        assertEquals(List.of("   2 | int b = c", "     |         ^"), failure.details());
        assertEquals(
                FailureKind.NOT_FOUND,
                assertThrows(OpsException.class, () -> check("script missing.jsh"))
                        .kind());
        assertThrows(OpsException.class, () -> check("script gate.imagine()"));
    }

    @Test
    void anInterruptionStopsIt() throws InterruptedException {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<GateResult> ended = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                ended.complete(gates.ask(
                        GateSpec.parse("script println(\"on\"); Thread.sleep(60_000); true"), subject, event -> {
                            if (event instanceof dev.fairlead.progress.ProgressEvent.Printed) {
                                begun.complete(null);
                            }
                        }));
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        asking.start();
        begun.join();
        asking.interrupt();
        assertInstanceOf(
                Cancelled.class,
                assertThrows(CompletionException.class, ended::join).getCause());
    }

    private void check(String gate) {
        gates.check(List.of(GateSpec.parse(gate)), subject, ProgressListener.SILENT);
    }
}
