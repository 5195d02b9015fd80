package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.ScratchNamespace;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsCluster
final class HttpGateContractTest {
    private static ScratchNamespace namespace;
    private static LimitedUser forwarder;
    private static LimitedUser outsider;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("http-gate");
        SampleDeployments.neverReady(namespace, "unready");
        SampleDeployments.ready(namespace, "web", 3);
        namespace.create("services", """
                {apiVersion: v1, kind: Service, metadata: {name: web-preview},
                 spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: web}]}}
                """);
        forwarder = new LimitedUser(namespace, "forwarder", "pods/portforward");
        outsider = new LimitedUser(namespace, "outsider", "pods/log");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http /ok|pass|3 of 3 pods answered 200",
                "http path=/ok port=8080 body=ok body-matches=^o.$|pass|3 of 3 pods answered 200",
                "http port=web method=POST body=POST /cgi-bin/method|pass|3 of 3 pods answered 200",
                "http method=HEAD /ok|pass|3 of 3 pods answered 200",
                "http header='X-Probe: gate' body=HTTP_X_PROBE=gate /cgi-bin/headers|pass|3 of 3 pods answered 200",
                "http header='X-Token: ${TOKEN}' body=s3cret /cgi-bin/headers|pass|3 of 3 pods answered 200",
                "http header='Authorization: Basic dXNlcjpwYXNz' body=yours /private/page|pass|3 of 3 pods answered 200",
                "http status=401 /private/page|pass|3 of 3 pods answered 401",
                "http header='Host: example.com' body=HTTP_HOST=example.com /cgi-bin/headers|pass|3 of 3 pods",
                "http body=warm tries=2 every=1ms /cgi-bin/once|pass|3 of 3 pods answered 200 (2 tries)",
                "http for=1s every=200ms /ok|pass|3 of 3 pods answered 200",
                "http status=404 /nowhere|pass|3 of 3 pods answered 404",
                "http status=200-399 /cgi-bin/moved|pass|3 of 3 pods answered 302",
                "http redirects=follow /cgi-bin/moved|pass|3 of 3 pods answered 200",
                "http to=preview /ok|pass|service web-preview answered 200",
                "http /cgi-bin/moved|fail| answered 302 to /ok; 3 of 3 pods failed",
                "http /cgi-bin/fail|fail| answered 500: out of memory; 3 of 3 pods failed",
                "http body=nothing /ok|fail| answered 200: ok, without 'nothing' in its body; 3 of 3 pods failed",
                "http body-matches=^k /ok|fail| answered 200: ok, and its body does not match ^k; 3 of 3 pods failed",
                "http port=81 /ok|fail| refuses the connection; 3 of 3 pods failed",
                "http port=admin /ok|no-data|its containers declare no port admin; they have 8080 (web)",
                "http header='A: ${NOBODY}' /ok|no-data|the header A wants the variable NOBODY, which is not set",
                "http url=http://127.0.0.1:1/|fail|127.0.0.1 refuses the connection",
                "http to=preview port=81 /ok|no-data|service/web-preview has no port 81; say e.g. port=80",
            })
    void everyReadyPodMustAnswerRightly(String gate, String answer, String message) {
        assertSaid(ask(gate, subject(namespace.client(), "web"), ProgressListener.SILENT), answer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http /ok|pass|3 of 3 pods answered 200",
                "http to=preview /ok|pass|3 of 3 pods answered 200",
                "http /cgi-bin/fail|fail| answered 500: out of memory; 3 of 3 pods failed",
                "http port=81 /ok|fail| refuses the connection; 3 of 3 pods failed",
                "http timeout=500ms /cgi-bin/slow|fail| did not answer within 500ms; 3 of 3 pods failed",
            })
    void whoMayNotUseTheProxyForwardsPorts(String gate, String answer, String message) {
        try (Clusters clusters = forwarder.clusters()) {
            assertSaid(
                    ask(gate, subject(clusters.open(ClusterScope.CURRENT), "web"), ProgressListener.SILENT),
                    answer,
                    message);
        }
    }

    @Test
    void whoMayDoNeitherHasNoData() {
        try (Clusters clusters = outsider.clusters()) {
            GateResult result =
                    ask("http /ok", subject(clusters.open(ClusterScope.CURRENT), "web"), ProgressListener.SILENT);
            assertSaid(result, "no-data", "may use neither pods/proxy nor pods/portforward in namespace");
            assertTrue(
                    result.failure().message().contains("has no data"),
                    result.failure().message());
        }
    }

    @Test
    void aSlowPodFailsAtTheTimeout() {
        GateResult result =
                ask("http timeout=500ms /cgi-bin/slow", subject(namespace.client(), "web"), ProgressListener.SILENT);
        assertSaid(result, "fail", " did not answer within 500ms; 3 of 3 pods failed");
        assertEquals(3, result.details().size());
    }

    @Test
    void withoutReadyPodsThereIsNoDataAndThatCanBeWaitedFor() {
        GateSubject unready = subject(namespace.client(), "unready");
        assertSaid(ask("http /ok", unready, ProgressListener.SILENT), "no-data", "deployment/unready has no ready pod");
        List<String> told = new CopyOnWriteArrayList<>();
        GateResult waited = ask("http no-data=wait wait=700ms every=300ms /ok", unready, tellingInto(told));
        assertSaid(waited, "no-data", "deployment/unready has no ready pod");
        assertEquals(false, waited.passed());
        assertTrue(told.size() >= 3, told::toString);
        List<String> warned = new CopyOnWriteArrayList<>();
        GateResult excused = ask("http no-data=pass /ok", unready, tellingInto(warned));
        assertEquals(GateAnswer.NO_DATA, excused.answer());
        assertEquals(true, excused.passed());
        assertTrue(
                warned.contains("warning: gate http /ok had no data and passes only because of no-data=pass:"
                        + " deployment/unready has no ready pod"),
                warned::toString);
        assertSaid(
                ask("http /ok", subject(namespace.client(), "nobody"), ProgressListener.SILENT),
                "no-data",
                "there is no deployment/nobody in namespace " + namespace.name);
    }

    @Test
    void whatIsTriedIsTold() {
        List<String> told = new CopyOnWriteArrayList<>();
        ask("http name=up tries=3 every=1ms /cgi-bin/fail", subject(namespace.client(), "web"), tellingInto(told));
        assertEquals(4, told.size(), told::toString);
        assertEquals("gate up", told.get(0));
        assertTrue(told.get(1).endsWith("3 of 3 pods failed (1 of 3 tries)"), told::toString);
        assertTrue(told.get(3).endsWith("3 of 3 pods failed (3 tries) false"), told::toString);
    }

    @Test
    void anInterruptionEndsIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<GateResult> ended = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                ended.complete(
                        ask("http /cgi-bin/slow", subject(namespace.client(), "web"), event -> begun.countDown()));
            } catch (RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        asking.start();
        begun.await();
        asking.interrupt();
        CompletionException thrown = assertThrows(CompletionException.class, ended::join);
        assertInstanceOf(Cancelled.class, thrown.getCause());
    }

    private static void assertSaid(GateResult result, String answer, String message) {
        assertEquals(answer, result.answer().toString(), result::toString);
        assertTrue(result.message().contains(message), result::toString);
    }

    private static GateSubject subject(ClusterClient cluster, String name) {
        return new GateSubject(cluster, name, name, name, "image", java.util.Optional.of(name + "-preview"));
    }

    private static GateResult ask(String gate, GateSubject subject, ProgressListener progress) {
        return TestGates.with(namespace, Map.of("TOKEN", "s3cret")).ask(GateSpec.parse(gate), subject, progress);
    }

    private static ProgressListener tellingInto(List<String> told) {
        return event -> {
            if (event instanceof ProgressEvent.Started started) {
                told.add(started.title());
            } else if (event instanceof ProgressEvent.Advanced advanced) {
                told.add(advanced.task() + ": " + advanced.state());
            } else if (event instanceof ProgressEvent.Finished finished) {
                told.add(finished.title() + " " + finished.well());
            } else if (event instanceof ProgressEvent.Warning warning) {
                told.add("warning: " + warning.text());
            }
        };
    }
}
