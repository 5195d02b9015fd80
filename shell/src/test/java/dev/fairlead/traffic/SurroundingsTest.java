package dev.fairlead.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, classes, keepers, policies and owners: what stands around the routes of a Service. */
final class SurroundingsTest {
    @ParameterizedTest
    @CsvSource({
        "web, shop, true",
        "web, infra, false",
        "web.shop, infra, true",
        "web.shop.svc, infra, true",
        "web.shop.svc.cluster.local, infra, true",
        "web.shop.svc.example.org, infra, true",
        "web.shopping.svc.cluster.local, shop, false",
        "web.shop.example.com, shop, false",
        "web.infra.svc.cluster.local, shop, false",
        "webs, shop, false"
    })
    void aHostIsTheServiceInEveryFormThatIstioKnows(String host, String from, boolean is) {
        ServiceName web = new ServiceName("web", "shop");
        assertEquals(is, web.isHost(host, from));
        if (is) {
            ServiceName canary = new ServiceName("web-canary", "shop");
            assertEquals(host.replaceFirst("web", "web-canary"), web.renamed(host, canary));
            assertTrue(canary.isHost(web.renamed(host, canary), from));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', edge, true",
        "'', other, false",
        "'', missing, false",
        "nginx, '', true",
        "edge, '', true",
        "other, '', false",
        "'', '', false"
    })
    void anIngressIsOfTheControllerThatItsClassNames(String old, String named, boolean is) {
        IngressClasses classes = new IngressClasses(List.of(
                Yaml.read("{metadata: {name: edge}, spec: {controller: k8s.io/ingress-nginx}}"),
                Yaml.read("{metadata: {name: other}, spec: {controller: nginx.org/ingress-controller}}")));
        assertEquals(
                is,
                classes.isNginx(Yaml.read("{metadata: {annotations: {kubernetes.io/ingress.class: '" + old
                        + "'}}, spec: {ingressClassName: '" + named + "'}}")));
    }

    @Test
    void anIngressWithoutAClassIsOfTheDefaultOne() {
        String isDefault = "{metadata: {name: c, annotations: {ingressclass.kubernetes.io/is-default-class: 'true'}},"
                + " spec: {controller: %s}}";
        assertTrue(new IngressClasses(List.of(Yaml.read(isDefault.formatted("k8s.io/ingress-nginx"))))
                .isNginx(Yaml.read("{spec: {}}")));
        assertFalse(new IngressClasses(List.of(Yaml.read(isDefault.formatted("traefik.io/ingress-controller"))))
                .isNginx(Yaml.read("{spec: {}}")));
        // A class of that name that is another controller's is not ingress-nginx's.
        assertFalse(new IngressClasses(List.of(
                        Yaml.read("{metadata: {name: nginx}, spec: {controller: nginx.org/ingress-controller}}")))
                .isNginx(Yaml.read("{spec: {ingressClassName: nginx}}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels: {argocd.argoproj.io/instance: a} | Argo CD",
                "annotations: {argocd.argoproj.io/tracking-id: a} | Argo CD",
                "managedFields: [{manager: argocd-controller}] | Argo CD",
                "labels: {kustomize.toolkit.fluxcd.io/name: a} | Flux",
                "labels: {helm.toolkit.fluxcd.io/name: a, app.kubernetes.io/managed-by: Helm} | Flux",
                "labels: {app.kubernetes.io/managed-by: Helm} | Helm release",
                "managedFields: [{manager: helm}] | Helm release"
            })
    void whoKeepsAnObjectIsTold(String mark, String keeper) {
        List<String> warnings = GitOps.warnings(Yaml.read("{kind: HTTPRoute, metadata: {name: web, " + mark + "}}"));
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0).startsWith("HTTPRoute web ") && warnings.get(0).contains(keeper), warnings.get(0));
    }

    @Test
    void anObjectThatNobodyKeepsIsNotWarnedOf() {
        assertEquals(List.of(), GitOps.warnings(Yaml.read("""
                kind: HTTPRoute
                metadata: {name: web, labels: {app.kubernetes.io/managed-by: fairlead}, managedFields: [{manager: kubectl}]}
                """)));
    }

    @Test
    void policiesThatMeanOnlyTheStablePodsAreTold() {
        PodReach reach = new PodReach(List.of(
                Yaml.read("{metadata: {name: own}, spec: {podSelector: {matchLabels: {app: web}}}}"),
                Yaml.read("{metadata: {name: all}, spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}}"),
                Yaml.read("""
                        metadata: {name: db}
                        spec:
                          podSelector: {matchLabels: {app: db}}
                          egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]
                          ingress:
                          - from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}}]
                        """)));
        assertEquals(
                List.of(
                        "NetworkPolicy own holds for the stable pods and not for the candidate's, whose labels differ",
                        "NetworkPolicy db lets the stable pods through and not the candidate's, whose labels differ"),
                reach.warnings(Map.of("app", "web"), Map.of("app", "web-canary")));
        assertEquals(List.of(), reach.warnings(Map.of("app", "web", "v", "1"), Map.of("app", "web", "v", "1-canary")));
    }

    @ParameterizedTest
    @CsvSource({
        "In, '[a, b]', true",
        "In, '[b]', false",
        "NotIn, '[a]', false",
        "NotIn, '[b]', true",
        "Exists, '[]', true",
        "DoesNotExist, '[]', false"
    })
    void expressionsOfSelectorsAreRead(String operator, String values, boolean selects) {
        assertEquals(
                selects,
                PodReach.selects(
                        Yaml.read("{matchExpressions: [{key: k, operator: " + operator + ", values: " + values + "}]}"),
                        Map.of("k", "a")));
    }

    @Test
    void aListGoesBackToThoseWhoOwnedIt() {
        var before = Yaml.read("""
                metadata:
                  managedFields:
                  - {manager: flux, operation: Apply, apiVersion: a/v1, fieldsV1: {f:spec: {f:http: {}}}}
                  - {manager: kubectl, operation: Update, apiVersion: a/v1, fieldsV1: {f:spec: {f:hosts: {}}}}
                """);
        var after = Yaml.read("""
                metadata:
                  managedFields:
                  - {manager: kubectl, operation: Update, apiVersion: a/v1, fieldsV1: {f:spec: {f:hosts: {}}}}
                  - {manager: fairlead-traffic, operation: Update, apiVersion: a/v1, fieldsV1: {f:spec: {f:http: {}}}}
                """);
        var owners = FieldOwners.of(before, "http");
        assertEquals(
                Yaml.sorted(Yaml.read("""
                r:
                - {manager: kubectl, operation: Update, apiVersion: a/v1, fieldsV1: {f:spec: {f:hosts: {}}}}
                - {manager: flux, operation: Apply, apiVersion: a/v1, fieldsType: FieldsV1, fieldsV1: {f:spec: {f:http: {}}}}
                """).path("r")),
                Yaml.sorted(FieldOwners.handedBack(after, "http", owners).orElseThrow()));
        assertEquals(Optional.empty(), FieldOwners.handedBack(before, "http", owners));
    }

    @ParameterizedTest
    @ValueSource(strings = {"header:X-Beta=1", "cookie:beta=always", "header:a=b=c:d"})
    void matchesReadAsTheyAreTyped(String text) {
        assertEquals(text, RequestMatch.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "header", "header:", "header:X-Beta", "header:=1", "header:a b=1", "query:a=b", "cookie:a="})
    void whatIsNoMatchIsSaidToBeNone(String text) {
        OpsException refusal = assertThrows(OpsException.class, () -> RequestMatch.parse(text));
        assertEquals(FailureKind.USAGE, refusal.kind());
        assertTrue(refusal.message().startsWith("'" + text + "' names no requests"));
    }

    @Test
    void aCookieIsFoundAmongOthersAndNotInOthers() {
        String pattern = RequestMatch.parse("cookie:be.ta=a+b").cookiePattern();
        assertTrue("be.ta=a+b".matches(pattern));
        assertTrue("x=1; be.ta=a+b; y=2".matches(pattern));
        assertTrue("x=1;be.ta=a+b".matches(pattern));
        assertFalse("xbe.ta=a+b".matches(pattern));
        assertFalse("be.ta=a+bc".matches(pattern));
        assertFalse("beXta=aab".matches(pattern));
    }

    @Test
    void aKindOfRouteThatThereIsNotIsRefusedWithThoseThatThereAre() {
        assertEquals(RouteChoice.GATEWAY, RouteChoice.parse("gateway"));
        OpsException refusal = assertThrows(OpsException.class, () -> RouteChoice.parse("linkerd"));
        assertEquals(
                "'linkerd' is no kind of route; there are auto, replicas, istio, gateway, nginx", refusal.message());
    }
}
