package dev.fairlead.release.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Strategy;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import dev.fairlead.traffic.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NeedsCluster
final class RouteFindingContractTest {
    private static final JsonNode TEMPLATE = ScratchNamespace.read("metadata: {labels: {app: web}}");

    private final ScratchNamespace namespace = new ScratchNamespace("finding");
    private final List<JsonNode> services = new ArrayList<>();

    @AfterEach
    void close() {
        namespace.close();
    }

    @Test
    void theFirstServiceThatARouteCarriesIsSharedOutAndTheOneOfTheDeploymentsNameBeforeTheOthers() {
        List.of("web", "outside", "inside").forEach(this::service);
        assertFalse(find(RouteChoice.AUTO).orElseThrow().weigh());
        assertEquals(
                FailureKind.NOT_FOUND,
                assertThrows(OpsException.class, () -> find(RouteChoice.NGINX)).kind());

        ingress("outside");
        assertEquals("outside", find(RouteChoice.AUTO).orElseThrow().service());
        assertEquals(
                "outside",
                find(RouteChoice.NGINX, "header:X-Beta=1").orElseThrow().service());
        ingress("inside");
        assertEquals("inside", find(RouteChoice.AUTO).orElseThrow().service());
        ingress("web");
        Routes found = find(RouteChoice.AUTO, "header:X-Beta=1").orElseThrow();
        assertEquals("web", found.service());
        assertEquals(List.of(RequestMatch.parse("header:X-Beta=1")), found.matches());
        assertFalse(find(RouteChoice.REPLICAS).orElseThrow().weigh());
    }

    @Test
    void podsThatNoServiceSelectsHaveNoRouteAndWhoeverAsksForOneIsTold() {
        assertEquals(Optional.empty(), find(RouteChoice.AUTO));
        assertEquals(Optional.empty(), find(RouteChoice.REPLICAS));
        OpsException refusal = assertThrows(OpsException.class, () -> find(RouteChoice.AUTO, "header:X-Beta=1"));
        assertEquals(FailureKind.NOT_FOUND, refusal.kind());
        assertEquals(
                "no service selects the pods of deployment/web, so no route carries their requests", refusal.message());
    }

    private Optional<Routes> find(RouteChoice route, String... matches) {
        Strategy.Canary canary = Strategy.Canary.of(
                List.of("50%"),
                Duration.ZERO,
                route,
                List.of(matches).stream().map(RequestMatch::parse).toList());
        return new RouteFinding(namespace.client(), ProgressListener.SILENT, ObjectName.deployment("web"), canary)
                .find(services, TEMPLATE);
    }

    private void service(String name) {
        namespace.create("services", """
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {selector: {app: web}, ports: [{port: 80}]}
                """.formatted(name));
        services.add(namespace.get("services", name));
    }

    private void ingress(String service) {
        namespace
                .client()
                .send(
                        "POST",
                        WrittenPath.of("/apis/networking.k8s.io/v1/namespaces/" + namespace.name + "/ingresses"),
                        ClusterClient.JSON,
                        ScratchNamespace.read("""
                                apiVersion: networking.k8s.io/v1
                                kind: Ingress
                                metadata: {name: %1$s, annotations: {kubernetes.io/ingress.class: nginx}}
                                spec:
                                  rules:
                                  - host: %1$s.example.com
                                    http:
                                      paths:
                                      - {path: /, pathType: Prefix, backend: {service: {name: %1$s, port: {number: 80}}}}
                                """.formatted(service)),
                        ClusterClient.JSON);
    }
}
