package dev.fairlead.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteSharesTest {
    private static final ServiceName WEB = new ServiceName("web", "shop");
    private static final ServiceName CANARY = new ServiceName("web-canary", "shop");
    private static final RouteForm BY_HOST = new VirtualServiceForm(WEB, CANARY, "shop", false);
    private static final RouteForm BY_SUBSET = new VirtualServiceForm(WEB, CANARY, "shop", true);
    private static final RouteForm GATEWAY = new GatewayForm(WEB, CANARY, "shop");

    private static final String ISTIO = """
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

    @Test
    void hostsOfAVirtualServiceGetTheirPartAndNothingElseChanges() {
        assertShares(BY_HOST, ISTIO, 25, List.of(), """
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
                      weight: 60
                    - destination: {host: other}
                      weight: 20
                    - destination: {host: web-canary.shop.svc.cluster.local, port: {number: 80}}
                      headers: {response: {set: {x-from: web}}}
                      weight: 20
                  - route:
                    - destination: {host: web}
                      weight: 75
                    - destination: {host: web-canary}
                      weight: 25
                  - match: [{uri: {prefix: /x}}]
                    route:
                    - destination: {host: web, port: {number: 81}}
                      weight: 0
                    - destination: {host: other}
                      weight: 100
                  tcp:
                  - route: [{destination: {host: web}}]
                """);
    }

    @Test
    void subsetsStayAndTheCandidateIsOneMore() {
        assertShares(BY_SUBSET, """
                spec:
                  http:
                  - route:
                    - destination: {host: web, subset: v1}
                      weight: 70
                    - destination: {host: web, subset: v2}
                      weight: 30
                """, 10, List.of(), """
                spec:
                  http:
                  - route:
                    - destination: {host: web, subset: v1}
                      weight: 63
                    - destination: {host: web, subset: v2}
                      weight: 27
                    - destination: {host: web, subset: canary}
                      weight: 10
                """);
    }

    @Test
    void aCandidateThatOthersPreparedIsUsed() {
        assertShares(BY_HOST, """
                spec:
                  http:
                  - match: [{headers: {x-always: {exact: canary}}}]
                    route: [{destination: {host: web-canary}}]
                  - route:
                    - destination: {host: web-canary}
                      weight: 0
                    - destination: {host: web}
                      weight: 100
                """, 5, List.of(), """
                spec:
                  http:
                  - match: [{headers: {x-always: {exact: canary}}}]
                    route: [{destination: {host: web-canary}}]
                  - route:
                    - destination: {host: web-canary}
                      weight: 5
                    - destination: {host: web}
                      weight: 95
                """);
    }

    @Test
    void requestsThatMatchGoToTheCandidateBeforeTheRouteTheyWouldTake() {
        List<RequestMatch> matches =
                List.of(RequestMatch.parse("header:X-Beta=1"), RequestMatch.parse("cookie:beta.user=always"));
        assertShares(BY_HOST, """
                spec:
                  http:
                  - name: api
                    match: [{uri: {prefix: /api}, headers: {x-a: {exact: b}}}]
                    rewrite: {uri: /}
                    route: [{destination: {host: web, subset: v1}}]
                  - route: [{destination: {host: web}, weight: 100}]
                """, 0, matches, """
                spec:
                  http:
                  - name: api-canary
                    match:
                    - {uri: {prefix: /api}, headers: {x-a: {exact: b}, x-beta: {exact: '1'}}}
                    - {uri: {prefix: /api}, headers: {x-a: {exact: b}, cookie: {regex: '^(.*;\\s*)?beta\\.user=always(;.*)?$'}}}
                    rewrite: {uri: /}
                    route: [{destination: {host: web-canary}, weight: 100}]
                  - name: api
                    match: [{uri: {prefix: /api}, headers: {x-a: {exact: b}}}]
                    rewrite: {uri: /}
                    route:
                    - {destination: {host: web, subset: v1}, weight: 100}
                    - {destination: {host: web-canary}, weight: 0}
                  - match:
                    - {headers: {x-beta: {exact: '1'}}}
                    - {headers: {cookie: {regex: '^(.*;\\s*)?beta\\.user=always(;.*)?$'}}}
                    route: [{destination: {host: web-canary}, weight: 100}]
                  - route:
                    - {destination: {host: web}, weight: 100}
                    - {destination: {host: web-canary}, weight: 0}
                """);
    }

    private static final String HTTP_ROUTE = """
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

    @Test
    void backendsOfAnHttpRouteStayInProportion() {
        assertShares(GATEWAY, HTTP_ROUTE, 20, List.of(), """
                spec:
                  parentRefs: [{name: gw}]
                  rules:
                  - matches: [{path: {type: PathPrefix, value: /}}]
                    timeouts: {request: 2s}
                    backendRefs:
                    - {group: '', kind: Service, name: web, port: 80, weight: 80, filters: [{type: X}]}
                    - {group: '', kind: Service, name: other, port: 80, weight: 300}
                    - {group: '', kind: Service, name: web-canary, port: 80, weight: 20, filters: [{type: X}]}
                  - matches: [{path: {type: PathPrefix, value: /b}, headers: [{type: Exact, name: A, value: b}]}]
                    backendRefs:
                    - {name: web, port: 80, weight: 80}
                    - {name: web-canary, port: 80, weight: 20}
                  - backendRefs: [{name: web, namespace: elsewhere, port: 80}]
                """);
    }

    @Test
    void rulesForRequestsThatMatchAskForOneHeaderMore() {
        ObjectNode route = Yaml.read(HTTP_ROUTE);
        RouteShares shares = shares(GATEWAY, route);
        ObjectNode weighed = weighed(GATEWAY, shares, route, 0, List.of(RequestMatch.parse("cookie:beta=always")));
        assertEquals(Yaml.sorted(Yaml.read("""
                matches:
                - path: {type: PathPrefix, value: /b}
                  headers:
                  - {type: Exact, name: A, value: b}
                  - {type: RegularExpression, name: Cookie, value: '^(.*;\\s*)?beta=always(;.*)?$'}
                backendRefs:
                - {name: web-canary, port: 80, weight: 100}
                """)), Yaml.sorted(weighed.at("/spec/rules/2")));
        assertEquals(5, weighed.at("/spec/rules").size());
        assertRestored(GATEWAY, shares, route, weighed);
    }

    @Test
    void aHeaderThatARouteAsksForAlreadyIsNotAskedForTwice() {
        ObjectNode route = Yaml.read(HTTP_ROUTE);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> shares(GATEWAY, route).weighed(route, 5, List.of(RequestMatch.parse("header:a=c"))));
        assertEquals("it asks for the header a already, and can ask for it once", refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "5", "33", "50", "99", "100"})
    void everyShareIsKnownAgainAndComesBack(int percent) {
        for (String yaml : List.of(ISTIO, HTTP_ROUTE)) {
            RouteForm form = yaml.equals(ISTIO) ? BY_HOST : GATEWAY;
            ObjectNode before = Yaml.read(yaml);
            RouteShares shares = shares(form, before);
            ObjectNode weighed = weighed(form, shares, before, percent, List.of());
            assertEquals(OptionalInt.of(percent), shares.percent(weighed));
            // From one share to another, and to the same once more.
            ObjectNode again = weighed(form, shares, weighed, percent, List.of());
            assertEquals(weighed, again);
            assertEquals(weighed(form, shares, before, 40, List.of()), weighed(form, shares, weighed, 40, List.of()));
            assertRestored(form, shares, before, weighed);
        }
    }

    @Test
    void whatOthersChangedMeanwhileStays() {
        ObjectNode before = Yaml.read(ISTIO);
        RouteShares shares = shares(BY_HOST, before);
        List<RequestMatch> matches = List.of(RequestMatch.parse("header:x-beta=1"));
        ObjectNode meanwhile = weighed(BY_HOST, shares, before, 30, matches);
        edited(meanwhile);
        ObjectNode expected = before.deepCopy();
        edited(expected);
        assertRestored(BY_HOST, shares, expected, meanwhile);
        assertRestored(BY_HOST, shares, expected, weighed(BY_HOST, shares, meanwhile, 60, matches));
    }

    /** As somebody would who knows nothing of the release: a new first route, other times, another match, no redirect. */
    private static void edited(ObjectNode object) {
        ArrayNode http = (ArrayNode) object.at("/spec/http");
        http.forEach(route -> {
            if (route.path("name").asText().equals("api")) {
                ((ObjectNode) route).put("timeout", "9s");
                ((ArrayNode) route.path("match")).addObject().putObject("uri").put("exact", "/more");
            }
        });
        http.remove(0);
        http.insert(0, Yaml.read("{match: [{uri: {exact: /new}}], route: [{destination: {host: web}}]}"));
        object.withObject("/spec").putArray("hosts").add("a.example.com");
    }

    @Test
    void weightsThatOthersSetAreNotOverwrittenUnasked() {
        ObjectNode before = Yaml.read(ISTIO);
        RouteShares shares = shares(BY_HOST, before);
        ObjectNode meanwhile = weighed(BY_HOST, shares, before, 30, List.of());
        ((ObjectNode) meanwhile.at("/spec/http/2/route/0")).put("weight", 50);
        ((ArrayNode) meanwhile.at("/spec/http/2/route")).add(Yaml.read("{destination: {host: third}, weight: 20}"));
        ((ObjectNode) meanwhile.at("/spec/http/1/route/0")).put("weight", 41);

        RoutesChanged changed = assertThrows(RoutesChanged.class, () -> shares.restored(meanwhile));
        assertEquals(
                List.of(
                        "route 3 no longer sends to web 100",
                        "route 2 (api) now sends to web.shop.svc.cluster.local 41, other 20,"
                                + " web-canary.shop.svc.cluster.local 24; found web.shop.svc.cluster.local 80, other 20"),
                changed.changes());
        assertThrows(RoutesChanged.class, () -> shares.weighed(meanwhile, 40, List.of()));
        assertEquals(OptionalInt.empty(), shares.percent(meanwhile));
        assertEquals(Yaml.sorted(before.at("/spec/http")), Yaml.sorted(shares.overwritten(meanwhile)));
    }

    @Test
    void aRouteThatWasPutBackByOthersIsFine() throws RoutesChanged {
        ObjectNode before = Yaml.read(ISTIO);
        RouteShares shares = shares(BY_HOST, before);
        assertEquals(before.at("/spec/http"), shares.restored(before));
        assertEquals(OptionalInt.of(0), shares.percent(before));
    }

    @Test
    void aRouteThatIsGoneIsTold() {
        ObjectNode before = Yaml.read(ISTIO);
        RouteShares shares = shares(BY_HOST, before);
        ObjectNode meanwhile = weighed(BY_HOST, shares, before, 30, List.of());
        ((ArrayNode) meanwhile.at("/spec/http")).remove(1);
        RoutesChanged changed = assertThrows(RoutesChanged.class, () -> shares.weighed(meanwhile, 40, List.of()));
        assertEquals(
                List.of("route 2 (api) no longer sends to web.shop.svc.cluster.local 80, other 20"), changed.changes());
    }

    @Test
    void aRouteThatOthersTookTheCandidateFromIsTheirs() throws RoutesChanged {
        ObjectNode before = Yaml.read(ISTIO);
        RouteShares shares = shares(BY_HOST, before);
        ObjectNode meanwhile = weighed(BY_HOST, shares, before, 30, List.of());
        ((ObjectNode) meanwhile.at("/spec/http/2"))
                .set("route", Yaml.read("{r: [{destination: {host: rescue}}]}").path("r"));
        ((ObjectNode) meanwhile.at("/spec/http/1")).set("route", Yaml.read("""
                        r:
                        - destination: {host: web.shop.svc.cluster.local, port: {number: 80}}
                          headers: {response: {set: {x-from: web}}}
                          weight: 10
                        - {destination: {host: other}, weight: 90}
                        """).path("r"));
        assertEquals(meanwhile.at("/spec/http"), shares.restored(meanwhile));
        assertEquals(2, shares.left(meanwhile).size());
        assertEquals(List.of(), shares.left(before));
        assertThrows(RoutesChanged.class, () -> shares.weighed(meanwhile, 40, List.of()));
    }

    @Test
    void overwritingLeavesNothingThatSendsToTheCandidate() {
        ObjectNode before = Yaml.read(ISTIO);
        RouteShares shares = shares(BY_HOST, before);
        ObjectNode meanwhile = weighed(BY_HOST, shares, before, 30, List.of());
        ((ArrayNode) meanwhile.at("/spec/http"))
                .insert(
                        0,
                        Yaml.read("{name: n, route: [{destination: {host: z}}, {destination: {host: web-canary}}]}"));
        ArrayNode written = shares.overwritten(meanwhile);
        assertEquals(
                Yaml.sorted(Yaml.read("{name: n, route: [{destination: {host: z}}]}")), Yaml.sorted(written.get(0)));
        assertEquals(-1, written.toString().indexOf("canary"));
    }

    private static void assertShares(
            RouteForm form, String before, int percent, List<RequestMatch> matches, String after) {
        ObjectNode object = Yaml.read(before);
        RouteShares shares = shares(form, object);
        ObjectNode weighed = weighed(form, shares, object, percent, matches);
        assertEquals(Yaml.sorted(Yaml.read(after)), Yaml.sorted(weighed));
        assertEquals(!matches.isEmpty(), shares.isMatched(weighed));
        assertRestored(form, shares, object, weighed);
    }

    private static void assertRestored(RouteForm form, RouteShares shares, ObjectNode before, ObjectNode weighed) {
        ObjectNode restored = weighed.deepCopy();
        try {
            restored.withObject("/spec").set(form.routes(), shares.restored(weighed));
        } catch (RoutesChanged e) {
            throw new AssertionError(e);
        }
        assertEquals(Yaml.sorted(before), Yaml.sorted(restored));
    }

    /** Over what a release keeps of it. */
    private static RouteShares shares(RouteForm form, ObjectNode object) {
        return new RouteShares(
                form, Kept.read(Yaml.read(Kept.of(form, object).json().toString())));
    }

    private static ObjectNode weighed(
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
