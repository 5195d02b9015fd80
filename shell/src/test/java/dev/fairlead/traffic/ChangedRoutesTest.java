package dev.fairlead.traffic;

import static dev.fairlead.traffic.SampleRoutes.BY_HOST;
import static dev.fairlead.traffic.SampleRoutes.ISTIO;
import static dev.fairlead.traffic.SampleRoutes.assertRestored;
import static dev.fairlead.traffic.SampleRoutes.shares;
import static dev.fairlead.traffic.SampleRoutes.weighed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Routes that others change while a release has its share of them. */
final class ChangedRoutesTest {
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
}
