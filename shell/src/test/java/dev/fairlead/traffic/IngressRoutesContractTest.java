package dev.fairlead.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Ingresses as the server has them; no controller acts on them here. */
@NeedsCluster
final class IngressRoutesContractTest {
    private static final String INGRESS = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: shop
              labels: {argocd.argoproj.io/instance: shop}
              annotations:
                kubernetes.io/ingress.class: nginx
                cert-manager.io/cluster-issuer: letsencrypt
                nginx.ingress.kubernetes.io/upstream-hash-by: $remote_addr
                nginx.ingress.kubernetes.io/rewrite-target: /
            spec:
              tls:
              - {hosts: [a.example.com], secretName: a}
              - {hosts: [b.example.com], secretName: b}
              rules:
              - host: a.example.com
                http:
                  paths:
                  - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
                  - {path: /o, pathType: Exact, backend: {service: {name: other, port: {number: 80}}}}
              - host: b.example.com
                http:
                  paths:
                  - {path: /, pathType: Prefix, backend: {service: {name: other, port: {number: 80}}}}
            """;

    private RouteNamespace namespace;

    @BeforeEach
    void open() {
        namespace = new RouteNamespace();
        namespace.create("""
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080, nodePort: 0}], type: NodePort}
                """);
    }

    @AfterEach
    void close() {
        namespace.close();
    }

    @Test
    void aSecondIngressSharesAndGoes() {
        JsonNode before = namespace.create(INGRESS);
        Routes routes = namespace.find(RouteChoice.AUTO, "header:X-Beta=1", "cookie:beta=always");
        assertEquals(RouteChoice.NGINX, routes.kind());
        assertEquals(Map.of("app", "web-canary", Routes.TRACK, "canary"), routes.candidateLabels());
        // Whoever keeps the first Ingress finds nothing in it that he would take back.
        assertEquals(List.of(), routes.warnings());

        namespace.traffic().prepare(routes);
        JsonNode canary = namespace.get("ingress", "shop-canary");
        assertEquals(
                Map.of(
                        "kubernetes.io/ingress.class", "nginx",
                        "nginx.ingress.kubernetes.io/upstream-hash-by", "$remote_addr",
                        "nginx.ingress.kubernetes.io/canary", "true",
                        "nginx.ingress.kubernetes.io/canary-weight", "0",
                        "nginx.ingress.kubernetes.io/canary-weight-total", "100",
                        "fairlead.dev/traffic-of", "web",
                        "fairlead.dev/traffic-for", "deployment/web"),
                JsonPieces.strings(canary.at("/metadata/annotations")));
        assertEquals(Yaml.sorted(Yaml.read("""
                        tls: [{hosts: [a.example.com], secretName: a}]
                        rules:
                        - host: a.example.com
                          http:
                            paths:
                            - {path: /, pathType: Prefix, backend: {service: {name: web-canary, port: {name: http}}}}
                        """)), Yaml.sorted(canary.path("spec")));

        assertEquals(
                List.of("nginx Ingress shop: 20 %, header X-Beta=1, cookie beta=always to web-canary"),
                namespace.traffic().weigh(routes, 20));
        Map<String, String> weighed =
                JsonPieces.strings(namespace.get("ingress", "shop-canary").at("/metadata/annotations"));
        assertEquals("20", weighed.get("nginx.ingress.kubernetes.io/canary-weight"));
        assertEquals("X-Beta", weighed.get("nginx.ingress.kubernetes.io/canary-by-header"));
        assertEquals("1", weighed.get("nginx.ingress.kubernetes.io/canary-by-header-value"));
        assertEquals("beta", weighed.get("nginx.ingress.kubernetes.io/canary-by-cookie"));
        assertEquals(
                List.of("nginx Ingress shop: 20 %, header X-Beta=1, cookie beta=always to web-canary"),
                namespace.traffic().shares(routes));

        namespace.traffic().restore(routes);
        assertEquals(
                List.of("nginx Ingress shop: 0 % to web-canary"),
                namespace.traffic().shares(routes));
        assertEquals(
                canary.at("/metadata/annotations"),
                namespace.get("ingress", "shop-canary").at("/metadata/annotations"));
        namespace.traffic().remove(routes);
        namespace.traffic().restore(routes);
        namespace.traffic().remove(routes);
        assertFalse(namespace.has("ingress", "shop-canary"));
        assertFalse(namespace.has("service", "web-canary"));
        assertEquals(
                before.at("/metadata/resourceVersion"),
                namespace.get("ingress", "shop").at("/metadata/resourceVersion"));
    }

    @Test
    void oneReleaseAtATimeSharesOutTheRequestsOfAService() {
        namespace.create(INGRESS);
        Routes first = namespace.findFor("deployment/a", "web", RouteChoice.AUTO);
        Routes second = namespace.findFor("deployment/b", "web", RouteChoice.AUTO);
        namespace.traffic().prepare(first);
        namespace.traffic().prepare(first);
        namespace.traffic().weigh(first, 20);

        // Planned before the first was there, and planned now.
        for (Executable begun : List.<Executable>of(
                () -> namespace.traffic().prepare(second),
                () -> namespace.findFor("deployment/b", "web", RouteChoice.AUTO))) {
            OpsException refusal = assertThrows(OpsException.class, begun);
            assertEquals(FailureKind.CONFLICT, refusal.kind());
            assertEquals(
                    "Service web-canary is there already: the release of deployment/a shares out the requests of the"
                            + " same service, and one release at a time can do that",
                    refusal.message());
            assertEquals(
                    "rollout status deployment/a -n " + namespace.name,
                    refusal.hints().get(0));
        }

        assertEquals(
                List.of("nginx Ingress shop: as it is, for the release of deployment/a"),
                namespace.traffic().restore(second));
        assertThrows(OpsException.class, () -> namespace.traffic().weigh(second, 50));
        namespace.traffic().remove(second);
        assertEquals(
                List.of(
                        "Ingress shop-canary is of the release of deployment/a; it stays",
                        "Service web-canary is of the release of deployment/a; it stays"),
                namespace.warned);
        assertEquals(
                List.of("nginx Ingress shop: 20 % to web-canary"),
                namespace.traffic().shares(first));

        namespace.traffic().remove(first);
        namespace.traffic().prepare(namespace.findFor("deployment/b", "web", RouteChoice.AUTO));
        namespace.traffic().remove(second);
        assertFalse(namespace.has("service", "web-canary"));
    }

    @Test
    void permissionIsAskedBeforeEachSingleWrite() {
        namespace.create(INGRESS);
        Routes routes = namespace.find(RouteChoice.AUTO);
        AtomicInteger asked = new AtomicInteger();
        Runnable once = () -> {
            if (asked.incrementAndGet() > 1) {
                throw new OpsException(FailureKind.CONFLICT, "somebody else has taken this release over");
            }
        };
        Traffic traffic = new Traffic(namespace.client(), once, event -> {});

        OpsException taken = assertThrows(OpsException.class, () -> traffic.prepare(routes));
        assertEquals("somebody else has taken this release over", taken.message());
        assertTrue(namespace.has("service", "web-canary"));
        assertFalse(namespace.has("ingress", "shop-canary"));

        namespace.traffic().prepare(routes);
        assertThrows(OpsException.class, () -> traffic.weigh(routes, 20));
        assertEquals(
                List.of("nginx Ingress shop: 0 % to web-canary"),
                namespace.traffic().shares(routes));
        assertThrows(OpsException.class, () -> traffic.remove(routes));
        assertTrue(namespace.has("ingress", "shop-canary"));
        namespace.traffic().remove(routes);
    }

    @Test
    void anIngressOfAnotherControllerIsNotTouched() {
        namespace.create(INGRESS.replace("ingress.class: nginx", "ingress.class: traefik"));
        Routes routes = namespace.find(RouteChoice.AUTO);
        assertEquals(RouteChoice.REPLICAS, routes.kind());
        assertEquals(Map.of(Routes.TRACK, "canary"), routes.candidateLabels());
        assertEquals(
                List.of("Ingress shop sends to web as well and is not touched: its class traefik, which is not known to"
                        + " be ingress-nginx's"),
                routes.notes());
        assertEquals(List.of(), namespace.traffic().weigh(routes, 20));
        OpsException refusal = assertThrows(OpsException.class, () -> namespace.find(RouteChoice.AUTO, "header:a=b"));
        assertEquals(FailureKind.USAGE, refusal.kind());
    }

    @Test
    void whatStandsInTheWayIsNotTaken() {
        namespace.create(INGRESS);
        namespace.create(INGRESS.replace("name: shop", "name: mine")
                .replace(
                        "kubernetes.io/ingress.class",
                        "nginx.ingress.kubernetes.io/canary: 'true'\n    kubernetes.io/ingress.class"));
        OpsException second = assertThrows(OpsException.class, () -> namespace.find(RouteChoice.AUTO));
        assertEquals(FailureKind.CONFLICT, second.kind());
        assertEquals(
                "Ingress shop cannot get a canary: Ingress mine is one already, for the same host and path",
                second.message());
        namespace.delete("ingress", "mine");

        Routes routes = namespace.find(RouteChoice.AUTO);
        namespace.create(INGRESS.replace("name: shop", "name: shop-canary"));
        JsonNode theirs = namespace.get("ingress", "shop-canary");
        assertEquals(
                FailureKind.CONFLICT,
                assertThrows(OpsException.class, () -> namespace.traffic().prepare(routes))
                        .kind());
        namespace.traffic().restore(routes);
        namespace.traffic().remove(routes);
        assertEquals(theirs, namespace.get("ingress", "shop-canary"));
        assertEquals(List.of("Ingress shop-canary was replaced by somebody else; it stays"), namespace.warned);
    }

    @Test
    void aCanaryThatOthersRemovedIsToldAndNotMadeAgain() {
        namespace.create(INGRESS);
        Routes routes = namespace.find(RouteChoice.NGINX);
        namespace.traffic().prepare(routes);
        namespace.delete("ingress", "shop-canary");
        OpsException refusal =
                assertThrows(OpsException.class, () -> namespace.traffic().weigh(routes, 50));
        assertEquals(FailureKind.CONFLICT, refusal.kind());
        assertFalse(namespace.has("ingress", "shop-canary"));
        namespace.traffic().restore(routes);
        namespace.traffic().remove(routes);
    }

    @Test
    void aServiceThatOthersPreparedForTheCandidateIsUsedAndStays() {
        namespace.create(INGRESS);
        namespace.create("""
                apiVersion: v1
                kind: Service
                metadata: {name: web-canary}
                spec: {selector: {app: web, lane: beta}, ports: [{name: http, port: 80}]}
                """);
        namespace.create("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: database}
                spec:
                  podSelector: {matchLabels: {app: database}}
                  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]
                """);
        OpsException alike = assertThrows(OpsException.class, () -> namespace.find(RouteChoice.NGINX));
        assertEquals(FailureKind.CONFLICT, alike.kind());
        namespace.patch("service", "web-canary", "[{op: replace, path: /spec/selector, value: {app: beta}}]");
        Routes routes = namespace.find(RouteChoice.NGINX);
        assertEquals(Map.of("app", "beta", Routes.TRACK, "canary"), routes.candidateLabels());
        assertEquals(
                List.of("NetworkPolicy database lets the stable pods through and not the candidate's, whose labels"
                        + " differ"),
                routes.warnings());
        namespace.traffic().prepare(routes);
        namespace.traffic().remove(routes);
        assertTrue(namespace.has("service", "web-canary"));
    }

    @Test
    void aCookieOfAnotherValueIsRefused() {
        namespace.create(INGRESS);
        OpsException refusal =
                assertThrows(OpsException.class, () -> namespace.find(RouteChoice.AUTO, "cookie:beta=yes"));
        assertEquals(FailureKind.INVALID, refusal.kind());
        assertEquals(
                "nginx: ingress-nginx sends a cookie to the candidate only where its value is \"always\";"
                        + " cookie:beta=yes asks for another",
                refusal.message());
    }
}
