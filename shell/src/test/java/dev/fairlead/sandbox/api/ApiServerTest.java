package dev.fairlead.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server answers, without any controller behind it. */
final class ApiServerTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String APPLY = "application/apply-patch+yaml";

    private final HttpClient http = HttpClient.newHttpClient();
    private ApiServer server;

    @BeforeEach
    void start() throws IOException {
        SandboxApi api = new SandboxApi(Clock.systemUTC());
        server = api.serve(new Nobody(), "secret");
        send("POST", "/api/v1/namespaces", "{metadata: {name: default}}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoDoesNotKnowTheAddressIsRefused() throws Exception {
        String base = server.address().replace("secret", "guessed");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1/namespaces")).build();
        assertEquals(
                401, http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void generationsCountTheSpecOnlyAndVersionsEveryChange() {
        JsonNode made = send("POST", DEPLOYMENTS, deployment("web:v1", 2));
        assertEquals(1, made.at("/metadata/generation").asInt());
        assertEquals("25%", made.at("/spec/strategy/rollingUpdate/maxSurge").asText());
        JsonNode labelled = merge(DEPLOYMENTS + "/web", "{metadata: {labels: {a: b}}}");
        assertEquals(1, labelled.at("/metadata/generation").asInt());
        JsonNode same = merge(DEPLOYMENTS + "/web", "{metadata: {labels: {a: b}}}");
        assertEquals(labelled.at("/metadata/resourceVersion"), same.at("/metadata/resourceVersion"));
        JsonNode scaled = merge(DEPLOYMENTS + "/web", "{spec: {replicas: 3}}");
        assertEquals(2, scaled.at("/metadata/generation").asInt());
        JsonNode status = send("PUT", DEPLOYMENTS + "/web/status", withStatus(scaled));
        assertEquals(2, status.at("/metadata/generation").asInt());
        assertEquals(7, status.at("/status/replicas").asInt());
        assertEquals(
                7,
                merge(DEPLOYMENTS + "/web", "{status: {replicas: 1}}")
                        .at("/status/replicas")
                        .asInt());
    }

    private static String withStatus(JsonNode object) {
        var changed = (com.fasterxml.jackson.databind.node.ObjectNode) object.deepCopy();
        changed.withObject("/status").put("replicas", 7);
        return changed.toString();
    }

    @Test
    void anOldVersionAndATakenNameAreConflicts() {
        JsonNode made = send("POST", MAPS, "{metadata: {name: a}, data: {k: v1}}");
        merge(MAPS + "/a", "{data: {k: v2}}");
        JsonNode late = send("PUT", MAPS + "/a", made.toString());
        assertEquals("Conflict", late.path("reason").asText());
        assertEquals(
                "AlreadyExists",
                send("POST", MAPS, "{metadata: {name: a}}").path("reason").asText());
    }

    @Test
    void anApplyOfAnothersFieldConflictsUntilItIsForced() {
        apply(MAPS + "/a?fieldManager=one", map("k: v1, l: w"));
        JsonNode refused = apply(MAPS + "/a?fieldManager=two", map("k: v2"));
        assertEquals(409, refused.path("code").asInt());
        assertEquals(".data.k", refused.at("/details/causes/0/field").asText());
        assertTrue(refused.at("/details/causes/0/message").asText().contains("\"one\""));
        assertEquals(
                "v2",
                apply(MAPS + "/a?fieldManager=two&force=true", map("k: v2"))
                        .at("/data/k")
                        .asText());
        JsonNode left = apply(MAPS + "/a?fieldManager=one", map("l: w"));
        assertEquals("v2", left.at("/data/k").asText(), "a field that another one owns stays");
        JsonNode gone = apply(MAPS + "/a?fieldManager=two", map(""));
        assertTrue(gone.at("/data/k").isMissingNode(), gone.toString());
        assertEquals("w", gone.at("/data/l").asText());
    }

    @Test
    void anApplyMergesContainersByNameAndLeavesOthersFields() {
        apply(DEPLOYMENTS + "/web?fieldManager=one", deployment("web:v1", 2));
        strategic(DEPLOYMENTS + "/web?fieldManager=other", """
                {spec: {template: {spec: {containers: [{name: side, image: "side:v1"}]}}}}""");
        JsonNode both = apply(DEPLOYMENTS + "/web?fieldManager=one", deployment("web:v2", 2));
        assertEquals("web:v2", both.at("/spec/template/spec/containers/0/image").asText());
        assertEquals(
                "side:v1", both.at("/spec/template/spec/containers/1/image").asText());
    }

    @Test
    void aDryRunChangesNothing() {
        apply(MAPS + "/a?fieldManager=one&dryRun=All", map("k: v1"));
        assertEquals(404, send("GET", MAPS + "/a", "").path("code").asInt());
        send("POST", MAPS + "?dryRun=All", "{metadata: {name: a}}");
        assertEquals(404, send("GET", MAPS + "/a", "").path("code").asInt());
    }

    @Test
    void aFieldThatTheKindHasNotIsRefusedWithItsPath() {
        JsonNode refused = apply(
                DEPLOYMENTS + "/web?fieldManager=one&fieldValidation=Strict",
                deployment("web:v1", 2).replace("image:", "imagee:"));
        assertEquals(400, refused.path("code").asInt());
        assertTrue(
                refused.path("message")
                        .asText()
                        .endsWith(".spec.template.spec.containers[name=\"web\"].imagee: field not declared in schema"),
                refused.path("message").asText());
    }

    @Test
    void whatAClusterRefusesIsRefusedWithItsCauses() {
        JsonNode refused = send("POST", DEPLOYMENTS, "{metadata: {name: web}, spec: {template: {spec: {}}}}");
        assertEquals(422, refused.path("code").asInt());
        List<String> fields = new ArrayList<>();
        refused.at("/details/causes")
                .forEach(cause -> fields.add(cause.path("field").asText()));
        assertEquals(List.of("spec.template.spec.containers", "spec.selector"), fields);
        send("POST", DEPLOYMENTS, deployment("web:v1", 1));
        JsonNode immutable = merge(DEPLOYMENTS + "/web", """
                {spec: {selector: {matchLabels: {app: other}}, template: {metadata: {labels: {app: other}}}}}""");
        assertTrue(immutable.path("message").asText().contains("field is immutable"));
    }

    @Test
    void keysOfConfigurationAreThoseOfFiles() {
        JsonNode refused =
                send("POST", MAPS, "{metadata: {name: a}, data: {'in valid': x, '..b': x, '..': x, ok-1_.x: x}}");
        assertEquals(422, refused.path("code").asInt());
        List<String> causes = new ArrayList<>();
        refused.at("/details/causes")
                .forEach(cause -> causes.add(cause.path("field").asText() + " "
                        + cause.path("message").asText().replaceFirst(" \\(e\\.g\\. .*", "")));
        assertEquals(
                List.of(
                        "data[in valid] Invalid value: \"in valid\": a valid config key must consist of alphanumeric"
                                + " characters, '-', '_' or '.'",
                        "data[..b] Invalid value: \"..b\": must not start with '..'",
                        "data[..] Invalid value: \"..\": must not be '..'"),
                causes);
    }

    @Test
    void selectorsChooseAndListsGoOnWhereTheyStopped() {
        for (String name : List.of("a", "b", "c")) {
            send("POST", MAPS, "{metadata: {name: " + name + ", labels: {odd: " + !name.equals("b") + "x}}}");
        }
        assertEquals(List.of("a", "c"), names(send("GET", MAPS + "?labelSelector=odd%20in%20(truex)", "")));
        assertEquals(List.of("b"), names(send("GET", MAPS + "?fieldSelector=metadata.name%3Db", "")));
        assertEquals(List.of("b"), names(send("GET", MAPS + "?labelSelector=odd!=truex", "")));
        JsonNode first = send("GET", MAPS + "?limit=2", "");
        assertEquals(List.of("a", "b"), names(first));
        String next = first.at("/metadata/continue").asText();
        assertEquals(List.of("c"), names(send("GET", MAPS + "?limit=2&continue=" + next, "")));
    }

    @Test
    void aWatchGoesOnFromItsVersionAndTellsOfWhatLeavesItsSelection() throws Exception {
        JsonNode made = send("POST", MAPS, "{metadata: {name: a, labels: {used: 'yes'}}}");
        merge(MAPS + "/a", "{data: {k: v}}");
        merge(MAPS + "/a", "{metadata: {labels: {used: 'no'}}}");
        String from = made.at("/metadata/resourceVersion").asText();
        String on = MAPS + "?labelSelector=used%3Dyes&resourceVersion=";
        assertEquals(List.of("MODIFIED", "DELETED"), watched(on + from));
        assertEquals(List.of("ERROR"), watched(on + "-5"));
    }

    @Test
    void aCustomKindIsServedAsSoonAsItIsDefined() {
        send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                metadata: {name: routes.example.org}
                spec:
                  group: example.org
                  scope: Namespaced
                  names: {kind: Route, plural: routes}
                  versions: [{name: v1, served: true, storage: true, subresources: {status: {}}}]
                """);
        assertEquals(
                "Route",
                send("GET", "/apis/example.org/v1", "").at("/resources/0/kind").asText());
        String routes = "/apis/example.org/v1/namespaces/default/routes";
        JsonNode made = send("POST", routes, "{metadata: {name: r}, spec: {weights: [1, 2]}, status: {ok: true}}");
        assertFalse(made.has("status"));
        assertEquals(
                2,
                merge(routes + "/r", "{spec: {weights: [3]}}")
                        .at("/metadata/generation")
                        .asInt());
    }

    @Test
    void whatIsNotSimulatedIsSaid() {
        send(
                "POST",
                "/api/v1/namespaces/default/pods",
                "{metadata: {name: p}, spec: {containers: [{name: c, image: i}]}}");
        JsonNode answer = send("POST", "/api/v1/namespaces/default/pods/p/exec", "");
        assertEquals(501, answer.path("code").asInt());
        assertTrue(answer.path("message").asText().startsWith("the sandbox cannot exec"));
    }

    @Test
    void kubectlLearnsFromTheDocumentsThatFieldsAreCheckedHere() {
        JsonNode index = send("GET", "/openapi/v3", "");
        String at = index.at("/paths/apis~1apps~1v1/serverRelativeURL").asText();
        assertTrue(at.startsWith("/secret/openapi/v3/apis/apps/v1?hash="), at);
        JsonNode apps = send("GET", at.substring("/secret".length()), "");
        JsonNode patch = apps.path("paths")
                .path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .path("patch");
        assertTrue(patch.toString().contains("fieldValidation"), patch.toString());
        JsonNode spec = apps.at("/components/schemas").path("io.k8s.apps.DeploymentSpec");
        assertEquals("integer", spec.at("/properties/replicas/type").asText());
    }

    @Test
    void aStrictPatchOfAFieldThatIsNotThereIsRefused() {
        send("POST", DEPLOYMENTS, deployment("web:v1", 2));
        String strict = DEPLOYMENTS + "/web?fieldValidation=Strict";
        assertEquals(
                3, merge(strict, "{spec: {replicas: 3}}").at("/spec/replicas").asInt());
        JsonNode refused = merge(strict, "{spec: {replica: 3}}");
        assertEquals(
                "strict decoding error: unknown field \"spec.replica\"",
                refused.path("message").asText());
    }

    private List<String> watched(String path) throws Exception {
        URI uri = URI.create(server.address() + path + "&watch=true&timeoutSeconds=1");
        List<String> types = new ArrayList<>();
        for (String line : http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .toList()) {
            types.add(JsonTree.read(line).path("type").asText());
        }
        return types;
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    private static String map(String data) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {" + data + "}}";
    }

    private static String deployment(String image, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "%s"}]}
                """.formatted(replicas, image);
    }

    private JsonNode apply(String path, String body) {
        return send("PATCH", path, body, APPLY);
    }

    private JsonNode merge(String path, String body) {
        return send("PATCH", path, body, "application/merge-patch+json");
    }

    private JsonNode strategic(String path, String body) {
        return send("PATCH", path, body, "application/strategic-merge-patch+json");
    }

    private JsonNode send(String method, String path, String body) {
        return send(method, path, body, "application/json");
    }

    private JsonNode send(String method, String path, String body, String type) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                    .header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return JsonTree.read(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
