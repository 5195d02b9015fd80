package dev.fairlead.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Routes to service web, and the shares of a release that found them. */
final class SampleRoutes {
    private static final ServiceName WEB = new ServiceName("web", "shop");
    private static final ServiceName CANARY = new ServiceName("web-canary", "shop");
    static final RouteForm BY_HOST = new VirtualServiceForm(WEB, CANARY, "shop", false);
    static final RouteForm BY_SUBSET = new VirtualServiceForm(WEB, CANARY, "shop", true);
    static final RouteForm GATEWAY = new GatewayForm(WEB, CANARY, "shop");

    static final String ISTIO = """
            spec:
              hosts: [web.example.com]
              http:
              - match: [{uri: {prefix: /old}}]
                redirect: {uri: /new}
              - name: api
                match: [{uri: {prefix: /api}}, {uri: {prefix: /rpc}}]
                timeout: 3s
                mirror: {host: shadow}
                route:
                - destination: {host: web.shop.svc.cluster.local, port: {number: 80}}
                  headers: {response: {set: {x-from: web}}}
                  weight: 80
                - destination: {host: other}
                  weight: 20
              - route:
                - destination: {host: web}
              - match: [{uri: {prefix: /x}}]
                route:
                - destination: {host: web, port: {number: 81}}
                  weight: 0
                - destination: {host: other}
                  weight: 100
              tcp:
              - route: [{destination: {host: web}}]
            """;

    static final String HTTP_ROUTE = """
            spec:
              parentRefs: [{name: gw}]
              rules:
              - matches: [{path: {type: PathPrefix, value: /}}]
                timeouts: {request: 2s}
                backendRefs:
                - {group: '', kind: Service, name: web, port: 80, weight: 1, filters: [{type: X}]}
                - {group: '', kind: Service, name: other, port: 80, weight: 3}
              - matches: [{path: {type: PathPrefix, value: /b}, headers: [{type: Exact, name: A, value: b}]}]
                backendRefs:
                - {name: web, port: 80}
              - backendRefs: [{name: web, namespace: elsewhere, port: 80}]
            """;

    private SampleRoutes() {}

    static void assertRestored(RouteForm form, RouteShares shares, ObjectNode before, ObjectNode weighed) {
        ObjectNode restored = weighed.deepCopy();
        try {
            restored.withObject("/spec").set(form.routes(), shares.restored(weighed));
        } catch (RoutesChanged e) {
            throw new AssertionError(e);
        }
        assertEquals(Yaml.sorted(before), Yaml.sorted(restored));
    }

    /** Over what a release keeps of it. */
    static RouteShares shares(RouteForm form, ObjectNode object) {
        return new RouteShares(
                form,
                OriginalRoutes.read(
                        Yaml.read(OriginalRoutes.of(form, object).json().toString())));
    }

    static ObjectNode weighed(
            RouteForm form, RouteShares shares, ObjectNode object, int percent, List<RequestMatch> matches) {
        ObjectNode weighed = object.deepCopy();
        try {
            weighed.withObject("/spec").set(form.routes(), shares.weighed(object, percent, matches));
        } catch (RoutesChanged e) {
            throw new AssertionError(e);
        }
        return weighed;
    }
}
