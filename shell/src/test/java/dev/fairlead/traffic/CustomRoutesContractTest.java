package dev.fairlead.traffic;

import static dev.fairlead.traffic.CustomRoutes.HTTP_ROUTE;
import static dev.fairlead.traffic.CustomRoutes.SERVICE;
import static dev.fairlead.traffic.CustomRoutes.VIRTUAL_SERVICE;
import static dev.fairlead.traffic.CustomRoutes.weights;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes of Istio and of the Gateway API on a server that stores them. */
@NeedsCluster
final class CustomRoutesContractTest {
    private RouteNamespace namespace;

    @BeforeEach
    void open() {
        namespace = new RouteNamespace();
        namespace.define("/traffic/custom-resources.yaml");
        namespace.create(SERVICE);
    }

    @AfterEach
    void close() {
        namespace.close();
    }

    @Test
    void aVirtualServiceSharesByHostAndComesBackFieldByField() {
        JsonNode before = namespace.apply("deployer", VIRTUAL_SERVICE.replace("NS", namespace.name));
        Routes routes = namespace.find(RouteChoice.AUTO);
        assertEquals(RouteChoice.ISTIO, routes.kind());
        assertEquals(Map.of(Routes.TRACK, "canary", "tier", "front-canary"), routes.candidateLabels());

        namespace.traffic().prepare(routes);
        assertEquals(
                Map.of("app", "web", "tier", "front-canary", Routes.TRACK, "canary"),
                JsonPieces.strings(namespace.get("service", "web-canary").at("/spec/selector")));
        assertEquals(
                List.of("istio VirtualService web: 25 % to web-canary"),
                namespace.traffic().weigh(routes, 25));
        JsonNode weighed = namespace.get("virtualservice", "web");
        assertEquals(List.of(60, 20, 20), weights(weighed.at("/spec/http/0/route")));
        assertEquals(List.of(75, 25), weights(weighed.at("/spec/http/1/route")));
        assertEquals("3s", weighed.at("/spec/http/0/timeout").asText());
        assertEquals(
                "web-canary." + namespace.name + ".svc.cluster.local",
                weighed.at("/spec/http/1/route/1/destination/host").asText());
        assertEquals(
                List.of("istio VirtualService web: 25 % to web-canary"),
                namespace.traffic().shares(routes));

        namespace.traffic().weigh(routes, 100);
        namespace.traffic().prepare(routes);
        namespace.traffic().restore(routes);
        namespace.traffic().remove(routes);
        assertAsBefore(before);
        assertFalse(namespace.has("service", "web-canary"));
        // Who applied it can go on to do so: nobody else is left to own what it says.
        namespace.apply(
                "deployer",
                VIRTUAL_SERVICE
                        .replace("NS", namespace.name)
                        .replace("weight: 80", "weight: 70")
                        .replace("20", "30"));
        // Both once more, as a release does that does not know how far it came.
        JsonNode theirs = namespace.get("virtualservice", "web");
        String line = namespace.traffic().restore(routes).get(0);
        assertTrue(line.startsWith("istio VirtualService web: as somebody else left it, without web-canary"), line);
        assertEquals(theirs, namespace.get("virtualservice", "web"));
        namespace.traffic().remove(routes);
    }

    @Test
    void subsetsOfADestinationRuleGetOneMore() {
        JsonNode rule = namespace.apply("deployer", """
                apiVersion: networking.istio.io/v1beta1
                kind: DestinationRule
                metadata: {name: web}
                spec:
                  host: web
                  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}
                  subsets:
                  - {name: v1, labels: {version: v1}, trafficPolicy: {loadBalancer: {simple: RANDOM}}}
                """);
        JsonNode before = namespace.apply("deployer", """
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: {name: web}
                spec: {hosts: [web], http: [{route: [{destination: {host: web, subset: v1}}]}]}
                """);
        Routes routes = namespace.find(RouteChoice.ISTIO);
        assertEquals(Map.of(Routes.TRACK, "canary", "version", "v1-canary"), routes.candidateLabels());
        namespace.traffic().prepare(routes);
        namespace.traffic().prepare(routes);
        namespace.traffic().weigh(routes, 10);
        assertEquals(
                Yaml.sorted(Yaml.read("""
                        - {destination: {host: web, subset: v1}, weight: 90}
                        - {destination: {host: web, subset: canary}, weight: 10}
                        """.indent(2).transform(list -> "route:\n" + list))
                        .path("route")),
                Yaml.sorted(namespace.get("virtualservice", "web").at("/spec/http/0/route")));
        assertEquals(
                Yaml.sorted(
                        Yaml.read(
                                "{name: canary, labels: {fairlead.dev/track: canary}, trafficPolicy: {loadBalancer: {simple: RANDOM}}}")),
                Yaml.sorted(namespace.get("destinationrule", "web").at("/spec/subsets/1")));

        namespace.traffic().restore(routes);
        namespace.traffic().remove(routes);
        assertAsBefore(before);
        assertAsBefore(rule);
    }

    @Test
    void whatADestinationRuleSaysOfTheHostHoldsForTheCandidateToo() {
        namespace.create("""
                apiVersion: networking.istio.io/v1beta1
                kind: DestinationRule
                metadata: {name: rule, labels: {argocd.argoproj.io/instance: shop}}
                spec: {host: web, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}
                """);
        namespace.create(VIRTUAL_SERVICE.replace("NS", namespace.name));
        Routes routes = namespace.find(RouteChoice.ISTIO);
        namespace.traffic().prepare(routes);
        JsonNode copy = namespace.get("destinationrule", "web-canary");
        assertEquals("web-canary", copy.at("/spec/host").asText());
        assertEquals("ISTIO_MUTUAL", copy.at("/spec/trafficPolicy/tls/mode").asText());
        assertEquals(
                Map.of("app.kubernetes.io/managed-by", "fairlead"), JsonPieces.strings(copy.at("/metadata/labels")));
        namespace.traffic().remove(routes);
        assertFalse(namespace.has("destinationrule", "web-canary"));
    }

    @Test
    void anHttpRouteSharesAndComesBackFieldByField() {
        JsonNode before = namespace.apply("deployer", HTTP_ROUTE);
        Routes routes = namespace.find(RouteChoice.AUTO, "header:X-Beta=1", "cookie:beta=always");
        assertEquals(RouteChoice.GATEWAY, routes.kind());
        namespace.traffic().prepare(routes);
        assertEquals(
                List.of("gateway HTTPRoute web: 5 %, header X-Beta=1, cookie beta=always to web-canary"),
                namespace.traffic().weigh(routes, 5));
        JsonNode weighed = namespace.get("httproute", "web");
        assertEquals(5, weighed.at("/spec/rules").size());
        assertEquals(List.of(100), weights(weighed.at("/spec/rules/0/backendRefs")));
        assertEquals(List.of(95, 300, 5), weights(weighed.at("/spec/rules/1/backendRefs")));
        assertEquals(
                "RegularExpression",
                weighed.at("/spec/rules/0/matches/1/headers/0/type").asText());
        assertEquals("3s", weighed.at("/spec/rules/1/timeouts/request").asText());
        // The server's defaults make nothing of ours look like somebody else's.
        namespace.traffic().weigh(routes, 60);
        assertEquals(
                List.of(40, 300, 60), weights(namespace.get("httproute", "web").at("/spec/rules/1/backendRefs")));
        namespace.traffic().restore(routes);
        namespace.traffic().remove(routes);
        assertAsBefore(before);
    }

    @Test
    void severalKindsOfRoutesWantAChoice() {
        namespace.create(VIRTUAL_SERVICE.replace("NS", namespace.name));
        namespace.create(HTTP_ROUTE);
        OpsException refusal = assertThrows(OpsException.class, () -> namespace.find(RouteChoice.AUTO));
        assertEquals(FailureKind.USAGE, refusal.kind());
        assertTrue(
                refusal.message().contains("is carried by istio VirtualService web and by gateway HTTPRoute web"),
                refusal.message());
        assertEquals(List.of("--route istio", "--route gateway"), refusal.hints());
        assertEquals(RouteChoice.GATEWAY, namespace.find(RouteChoice.GATEWAY).kind());
        assertEquals(
                FailureKind.NOT_FOUND,
                assertThrows(OpsException.class, () -> namespace.find(RouteChoice.NGINX))
                        .kind());
    }

    @Test
    void matchesThatCannotBeWrittenAreRefusedBeforeAnythingIs() {
        namespace.create("""
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: {name: web}
                spec:
                  http: [{match: [{headers: {cookie: {regex: x}}}], route: [{destination: {host: web}}]}]
                  tcp: [{route: [{destination: {host: web}}]}]
                """);
        OpsException refusal =
                assertThrows(OpsException.class, () -> namespace.find(RouteChoice.AUTO, "cookie:beta=1"));
        assertEquals(FailureKind.INVALID, refusal.kind());
        assertEquals(
                "VirtualService web, route 1: it asks for the header cookie already, and can ask for it once",
                refusal.message());
        assertEquals(
                List.of("VirtualService web sends to web by tcp routes as well, which are not touched"),
                namespace.find(RouteChoice.AUTO).notes());
    }

    /** Everything but what the server counts, and who owns which field too. */
    private void assertAsBefore(JsonNode before) {
        JsonNode now = namespace.get(before.path("kind").asText(), JsonPieces.name(before));
        assertEquals(Yaml.sorted(uncounted(before)), Yaml.sorted(uncounted(now)));
    }

    private static JsonNode uncounted(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        ObjectNode meta = copy.withObject("/metadata");
        meta.remove(List.of("resourceVersion", "generation"));
        meta.withArray("/managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
        copy.put("apiVersion", "");
        return copy;
    }
}
