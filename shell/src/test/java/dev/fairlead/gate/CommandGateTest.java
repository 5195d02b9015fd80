package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandGateTest {
    @TempDir
    private Path directory;

    private Settings settings;
    private GateSubject subject;

    @BeforeEach
    void make() throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                {clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}], users: [{name: u, user: {token: t}}],
                 contexts: [{name: dev, context: {cluster: c, user: u, namespace: shop}}], current-context: dev}
                """);
        settings = Settings.of(Map.of("PATH", "/usr/bin:/bin", "OWN", "mine"), directory, directory);
        subject = new GateSubject(
                new Clusters(settings, Optional.of(kubeconfig.toString()), Optional.empty(), Optional.empty())
                        .open(ClusterScope.CURRENT),
                "web",
                "web-canary",
                "web",
                "team/web:v2",
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "command true|pass|ended with exit code 0",
                "command false|fail|ended with exit code 1",
                "command sh -c 'echo first; echo \"cannot log in\" >&2; exit 3'|fail|ended with exit code 3: cannot log in",
                "command sh -c 'echo \"not yet\"; exit 75'|no-data|ended with exit code 75: not yet",
                "command no-such-program|no-data|there is no program no-such-program on the PATH",
                "command ./kubeconfig|no-data|./kubeconfig is no program: ",
                "command timeout=100ms sleep 30|fail|did not end within 100ms and was stopped",
                "command tries=2 every=1ms sh -c 'mkdir once && exit 1; exit 0'|pass|ended with exit code 0 (2 tries)",
                "command sh -c 'read line; echo \"[$line]\"; exit 4'|fail|ended with exit code 4: []",
            })
    void theExitCodeIsTheAnswer(String gate, String answer, String message) {
        GateResult result = ask(gate, ProgressListener.SILENT);
        assertEquals(answer, result.answer().toString(), result::toString);
        assertTrue(result.message().startsWith(message), result::toString);
        assertEquals(answer.equals("pass"), result.passed());
    }

    @Test
    void itKnowsWhatItIsAskedAboutAndItsOutputIsTold() {
        List<String> told = new CopyOnWriteArrayList<>();
        GateResult result = ask("command sh -c 'env | grep -E \"FAIRLEAD|KUBE|OWN\" | sort; exit 1'", event -> {
            if (event instanceof ProgressEvent.Output output) {
                told.add(output.line());
            }
        });
        List<String> wanted = List.of(
                "FAIRLEAD_CANDIDATE=web-canary",
                "FAIRLEAD_CONTEXT=dev",
                "FAIRLEAD_IMAGE=team/web:v2",
                "FAIRLEAD_NAMESPACE=shop",
                "FAIRLEAD_STABLE=web",
                "FAIRLEAD_WORKLOAD=web",
                "KUBECONFIG=/the/kubeconfig",
                "OWN=mine");
        assertEquals(wanted, told);
        assertEquals(wanted, result.details());
    }

    @Test
    void whatItStartedEndsWithIt() throws Exception {
        ask("command timeout=300ms sh -c 'sleep 300 & echo $! > child; wait'", ProgressListener.SILENT);
        assertGone(Long.parseLong(Files.readString(directory.resolve("child")).strip()));
    }

    @Test
    void anInterruptionStopsItAndItsChildren() throws Exception {
        CompletableFuture<Long> child = new CompletableFuture<>();
        CompletableFuture<GateResult> ended = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                ended.complete(ask("command sh -c 'sleep 300 & echo $!; wait'", event -> {
                    if (event instanceof ProgressEvent.Output output) {
                        child.complete(Long.valueOf(output.line()));
                    }
                }));
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        asking.start();
        long pid = child.get();
        asking.interrupt();
        CompletionException thrown = assertThrows(CompletionException.class, ended::join);
        assertInstanceOf(Cancelled.class, thrown.getCause());
        assertGone(pid);
    }

    @Test
    void programsAndFilesThatAreMissingAreToldTogetherBeforeAnythingIsChanged() {
        List<GateSpec> gates = List.of(
                GateSpec.parse("command true"),
                GateSpec.parse("http header='A: ${NOBODY}' /"),
                GateSpec.parse("command no-such-program"),
                GateSpec.parse("prometheus max=1 up"));
        OpsException failure =
                assertThrows(OpsException.class, () -> gates().check(gates, subject, ProgressListener.SILENT));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertEquals(
                "gate http /: the header A wants the variable NOBODY, which is not set; nothing was changed",
                failure.message());
        assertEquals(
                List.of(
                        "also: gate command no-such-program: there is no program no-such-program on the PATH",
                        "also: gate prometheus up: no Prometheus is named: add url=… or service=NAMESPACE/NAME:PORT,"
                                + " or set FAIRLEAD_PROMETHEUS"),
                failure.details());
    }

    /** What was killed may still be there until its parent, or init, has heard of its end. */
    private static void assertGone(long pid) throws Exception {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private Gates gates() {
        return TestGates.with(settings, "/the/kubeconfig");
    }

    private GateResult ask(String gate, ProgressListener progress) {
        return gates().ask(GateSpec.parse(gate), subject, progress);
    }
}
