package dev.fairlead.traffic;

import static dev.fairlead.traffic.CustomRoutes.HTTP_ROUTE;
import static dev.fairlead.traffic.CustomRoutes.SERVICE;
import static dev.fairlead.traffic.CustomRoutes.VIRTUAL_SERVICE;
import static dev.fairlead.traffic.CustomRoutes.weights;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes that others change on the server while a release has its share of them. */
@NeedsCluster
final class EditedRoutesContractTest {
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
    void editsOfOthersMeanwhileStay() {
        namespace.create(VIRTUAL_SERVICE.replace("NS", namespace.name));
        Routes routes = namespace.find(RouteChoice.AUTO, "header:x-beta=1");
        namespace.traffic().prepare(routes);
        namespace.traffic().weigh(routes, 30);
        namespace.patch("virtualservice", "web", """
                - {op: replace, path: /spec/http/1/timeout, value: 9s}
                - {op: add, path: /spec/http/0, value: {match: [{uri: {exact: /n}}], redirect: {uri: /m}}}
                - {op: add, path: /spec/gateways, value: [gw]}
                """);
        namespace.traffic().weigh(routes, 50);
        namespace.traffic().restore(routes);
        JsonNode now = namespace.get("virtualservice", "web");
        assertEquals(Yaml.sorted(Yaml.read("""
                        hosts: [web.example.com]
                        gateways: [gw]
                        http:
                        - {match: [{uri: {exact: /n}}], redirect: {uri: /m}}
                        - name: api
                          match: [{uri: {prefix: /api}}]
                          timeout: 9s
                          mirror: {host: shadow}
                          route:
                          - {destination: {host: web, port: {number: 80}}, weight: 80}
                          - {destination: {host: other}, weight: 20}
                        - route: [{destination: {host: web.NS.svc.cluster.local}}]
                        """.replace("NS", namespace.name))), Yaml.sorted(now.path("spec")));
    }

    @Test
    void weightsThatOthersSetAreToldAndNotOverwritten() {
        JsonNode before = namespace.create(VIRTUAL_SERVICE.replace("NS", namespace.name));
        Routes routes = namespace.find(RouteChoice.AUTO);
        namespace.traffic().prepare(routes);
        namespace.traffic().weigh(routes, 30);
        namespace.patch("virtualservice", "web", "[{op: replace, path: /spec/http/0/route/0/weight, value: 55}]");
        JsonNode theirs = namespace.get("virtualservice", "web");

        for (Runnable attempt : List.<Runnable>of(
                () -> namespace.traffic().weigh(routes, 40),
                () -> namespace.traffic().restore(routes))) {
            OpsException refusal = assertThrows(OpsException.class, attempt::run);
            assertEquals(FailureKind.CONFLICT, refusal.kind());
            assertEquals(
                    List.of("route 1 (api) now sends to web 55, other 20, web-canary 24; found web 80, other 20"),
                    refusal.details());
            assertEquals(theirs, namespace.get("virtualservice", "web"));
        }
        assertEquals(
                List.of("istio VirtualService web: changed by somebody else"),
                namespace.traffic().shares(routes));
        namespace.traffic().overwrite(routes);
        assertEquals(before.path("spec"), namespace.get("virtualservice", "web").path("spec"));
    }

    @Test
    void noEditIsLostWhileTheShareMoves() {
        namespace.create(VIRTUAL_SERVICE.replace("NS", namespace.name));
        Routes routes = namespace.find(RouteChoice.AUTO);
        namespace.traffic().prepare(routes);
        CompletableFuture<Void> editor = CompletableFuture.runAsync(() -> {
            String before = "3s";
            for (int i = 10; i < 60; i++) {
                // Fails where a write of ours has taken the one before back.
                namespace.patch(
                        "virtualservice",
                        "web",
                        "[{op: test, path: /spec/http/0/timeout, value: " + before + "}, {op: replace, path:"
                                + " /spec/http/0/timeout, value: " + i + "s}]");
                before = i + "s";
            }
        });
        for (int percent = 0; !editor.isDone(); percent = (percent + 7) % 101) {
            namespace.traffic().weigh(routes, percent);
        }
        editor.join();
        namespace.traffic().restore(routes);
        assertEquals(
                "59s",
                namespace
                        .get("virtualservice", "web")
                        .at("/spec/http/0/timeout")
                        .asText());
        assertEquals(
                List.of(80, 20), weights(namespace.get("virtualservice", "web").at("/spec/http/0/route")));
    }

    @Test
    void aRouteThatWasRemovedIsToldAndIsNothingToRestore() {
        namespace.create(HTTP_ROUTE);
        Routes routes = namespace.find(RouteChoice.GATEWAY);
        namespace.traffic().prepare(routes);
        namespace.delete("httproute", "web");
        assertEquals(
                FailureKind.CONFLICT,
                assertThrows(OpsException.class, () -> namespace.traffic().weigh(routes, 5))
                        .kind());
        assertEquals(
                List.of("gateway HTTPRoute web: was removed meanwhile"),
                namespace.traffic().restore(routes));
    }
}
