package dev.fairlead.release.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.GateAnswer;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.Bench;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.release.run.ReleaseState;
import dev.fairlead.rollout.ScratchNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ingresses as the server has them; no controller acts on them here. */
@AtOnce
@NeedsCluster
final class RoutedCanaryContractTest {
    private static final String INGRESSES = "/apis/networking.k8s.io/v1/namespaces/%s/ingresses";

    private final Bench bench = new Bench(2);

    /** A process that ends between doing a step and writing down that it is done. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void route() {
        bench.client()
                .send(
                        "POST",
                        WrittenPath.of(ingresses()),
                        ClusterClient.JSON,
                        ScratchNamespace.read("""
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: shop, annotations: {kubernetes.io/ingress.class: nginx}}
                        spec:
                          rules:
                          - host: shop.example.com
                            http:
                              paths:
                              - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
                              - {path: /o, pathType: Prefix, backend: {service: {name: other, port: {number: 80}}}}
                        """),
                        ClusterClient.JSON);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void eachShareStandsBeforeItsGateIsAskedAndEveryStepIsDoneAgainHarmlesslyAfterAKill() {
        List<JsonNode> before = everything();
        Set<JsonNode> canaries = new LinkedHashSet<>();
        Set<Map<String, Integer>> served = new LinkedHashSet<>();
        ReleaseService ann = bench.user("ann", Bench.gate(subject -> {
            canaries.add(canary());
            served.add(bench.served());
            assertEquals("web-canary", subject.previewService().orElseThrow());
            return GateAnswer.PASS;
        }));
        ReleaseRequest request =
                routed().match("header:X-Beta=1").gate("http /").build();

        killedAtEveryStep(
                "step ", 12, killing -> ann.deploy(request, killing), (line, killing) -> ann.resume(line, killing));

        assertEquals(List.of(canary("20"), canary("50")), List.copyOf(canaries));
        // The stable Service never sends to the candidate's pods, and has all of its own.
        assertEquals(Set.of(Map.of("v1", 2)), served);
        assertEquals(Map.of("v2", 2), bench.served());
        assertEquals(named(before), named(everything()));
        assertEquals(before.get(2), everything().get(2));
    }

    @Test
    void everyStepOfTheWayBackIsDoneAgainHarmlesslyAndRestoresExactlyWhatWasFound() throws InterruptedException {
        List<JsonNode> before = everything();
        bench.cancelledAt(5, bench.user("ann"), routed().build());
        ReleaseState left =
                bench.user("bob").state(ClusterScope.CURRENT, Bench.WEB).orElseThrow();
        assertEquals(
                "nginx Ingress shop: 20 % to web-canary, asked for 50%; 1 of 3 pods",
                left.share().orElseThrow().toString());
        ReleaseService bob = bench.user("bob");
        killedAtEveryStep(
                "back ", 5, killing -> bob.abort(bench.line(), killing), (line, killing) -> bob.abort(line, killing));
        assertEquals(before, everything());
    }

    @Test
    void aShareThatSomebodyElseTookAwayStopsItAndIsGivenAgainWhenTheUserSaysSo() throws InterruptedException {
        List<JsonNode> before = everything();
        bench.cancelledAt(5, bench.user("ann"), routed().build());
        bench.client()
                .send(
                        "DELETE",
                        WrittenPath.of(ingresses() + "/shop-canary"),
                        ClusterClient.JSON,
                        null,
                        ClusterClient.JSON);

        OpsException e =
                assertThrows(OpsException.class, () -> bench.user("bob").resume(bench.line(), ProgressListener.SILENT));
        assertEquals(FailureKind.CONFLICT, e.kind());
        assertTrue(e.message().contains("was removed by somebody else"), e::message);
        assertTrue(
                e.hints().contains("rollout resume deployment/web -n " + bench.namespace.name + " --overwrite"),
                () -> e.hints().toString());

        ReleaseService waiting = bench.user("bob", Bench.gate(subject -> GateAnswer.PASS));
        List<String> weights = new ArrayList<>();
        waiting.resume(bench.line().overwrite(true), event -> {
            if (event instanceof ProgressEvent.Started started
                    && started.title().startsWith("step 5 ")) {
                weights.add(weight());
            }
        });
        assertEquals(List.of("20"), weights);
        assertEquals(named(before), named(everything()));
    }

    @Test
    void aDryRunShowsTheIngressAndAPlanIsRefusedOnceItHasMoved() {
        ReleaseService ann = bench.user("ann");
        Path file = bench.file("plan.json");
        PlanReview review = ann.plan(routed().planOut(file).build(), ProgressListener.SILENT);
        String changes = review.changes().toString();
        assertTrue(changes.contains("ingress/shop-canary"), changes);
        assertTrue(changes.contains("nginx.ingress.kubernetes.io/canary-weight"), changes);
        assertFalse(named(everything()).contains("shop-canary"));

        bench.client()
                .send(
                        "PATCH",
                        WrittenPath.of(ingresses() + "/shop"),
                        ClusterClient.JSON,
                        ScratchNamespace.read("""
                        [{op: replace, path: /spec/rules/0/host, value: other.example.com}]
                        """),
                        ClusterClient.JSON_PATCH);
        OpsException e = assertThrows(
                OpsException.class,
                () -> ann.apply(
                        ClusterScope.CURRENT, file, true, NotificationTargets.SETTLED, ProgressListener.SILENT));
        assertEquals(FailureKind.CONFLICT, e.kind());
        assertTrue(e.message().endsWith("Ingress shop: what it sends to web has changed"), e::message);
    }

    private ReleaseRequest.Builder routed() {
        return bench.release(bench.v2).canary(Duration.ZERO, "20%", "50%");
    }

    /** Ends the process after each step in turn, each time before the step is written down. */
    private void killedAtEveryStep(
            String part, int steps, Consumer<ProgressListener> begin, BiConsumer<ReleaseLine, ProgressListener> goOn) {
        ReleaseLine line = bench.line().takeOver(true);
        for (int step = 1; step <= steps; step++) {
            String at = part + step + " of " + steps;
            ProgressListener killing = event -> {
                if (event instanceof ProgressEvent.Finished finished
                        && finished.title().startsWith(at)) {
                    throw new Killed();
                }
            };
            boolean first = step == 1;
            assertThrows(
                    Killed.class,
                    () -> {
                        if (first) {
                            begin.accept(killing);
                        } else {
                            goOn.accept(line, killing);
                        }
                    },
                    at);
        }
        goOn.accept(line, ProgressListener.SILENT);
    }

    private String ingresses() {
        return INGRESSES.formatted(bench.namespace.name);
    }

    private List<JsonNode> everything() {
        List<JsonNode> objects = new ArrayList<>(bench.objects());
        bench.client().get(WrittenPath.of(ingresses())).path("items").forEach(objects::add);
        return objects;
    }

    private static List<String> named(List<JsonNode> objects) {
        return objects.stream().map(o -> o.at("/metadata/name").asText()).toList();
    }

    private String weight() {
        return canary().at("/annotations")
                .path("nginx.ingress.kubernetes.io/canary-weight")
                .asText();
    }

    /** What the candidate's Ingress says. */
    private JsonNode canary() {
        JsonNode made = bench.client().get(WrittenPath.of(ingresses() + "/shop-canary"));
        ObjectNode said = bench.client().mapper().createObjectNode();
        said.set("annotations", made.at("/metadata/annotations"));
        return said.set("spec", made.path("spec"));
    }

    private static JsonNode canary(String weight) {
        return ScratchNamespace.read("""
                annotations:
                  fairlead.dev/traffic-for: deployment/web
                  fairlead.dev/traffic-of: web
                  kubernetes.io/ingress.class: nginx
                  nginx.ingress.kubernetes.io/canary: 'true'
                  nginx.ingress.kubernetes.io/canary-by-header: X-Beta
                  nginx.ingress.kubernetes.io/canary-by-header-value: '1'
                  nginx.ingress.kubernetes.io/canary-weight: 'WEIGHT'
                  nginx.ingress.kubernetes.io/canary-weight-total: '100'
                spec:
                  rules:
                  - host: shop.example.com
                    http:
                      paths:
                      - {path: /, pathType: Prefix, backend: {service: {name: web-canary, port: {number: 80}}}}
                """.replace("WEIGHT", weight));
    }
}
