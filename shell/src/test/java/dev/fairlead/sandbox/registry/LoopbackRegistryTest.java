package dev.fairlead.sandbox.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.json.JsonTree;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.oci.MediaTypes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end points, asked as the distribution specification has them. */
final class LoopbackRegistryTest {
    private static final String CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\"}";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private LoopbackRegistry registry;

    @BeforeEach
    void start() {
        registry = new LoopbackRegistry(new ImageLayout(directory));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void itIsARegistry() throws Exception {
        HttpResponse<String> answer = ask("GET", "/v2/", "");
        assertEquals(200, answer.statusCode());
        assertEquals("registry/2.0", header(answer, "Docker-Distribution-Api-Version"));
        assertEquals("{\"repositories\":[]}", ask("GET", "/v2/_catalog", "").body());
    }

    @Test
    void everybodyReadsAndOnlyWhoKnowsTheTokenWrites() throws Exception {
        upload(CONFIG);
        upload("layer");
        put("team/web", "v1", manifest());
        for (String stranger :
                new String[] {"", "Bearer reader", "Bearer x", basic("sandbox:x"), basic(""), "Basic ?"}) {
            assertEquals(200, as(stranger, "GET", "/v2/team/web/manifests/v1").statusCode(), stranger);
            assertEquals(
                    200, as(stranger, "HEAD", "/v2/a/blobs/" + digest("layer")).statusCode(), stranger);
            for (String write : new String[] {
                "POST /v2/a/blobs/uploads/",
                "PUT /v2/team/web/manifests/v2",
                "PATCH /v2/x",
                "DELETE /v2/team/web/manifests/v1",
                "POST /v2/a/blobs/uploads/?digest=" + digest("layer")
            }) {
                HttpResponse<String> refused = as(stranger, write.split(" ")[0], write.split(" ")[1]);
                assertEquals(401, refused.statusCode(), stranger + " " + write);
                assertTrue(refused.body().contains("UNAUTHORIZED"), refused.body());
            }
        }
        assertEquals(
                202,
                as(basic("sandbox:" + registry.token()), "POST", "/v2/a/blobs/uploads/")
                        .statusCode());
    }

    /** As docker asks: the first place says how, a login gives a token that writes, none one that reads. */
    @Test
    void clientsGetTheirTokenAsFromDockerHub() throws Exception {
        HttpResponse<String> how = as("", "GET", "/v2/");
        assertEquals(401, how.statusCode());
        assertEquals(
                "Bearer realm=\"http://" + registry.address() + "/token\",service=\"registry.sandbox\"",
                header(how, "WWW-Authenticate"));
        String written = as(basic("sandbox:" + registry.token()), "GET", "/token?service=registry.sandbox")
                .body();
        assertEquals(registry.token(), JsonTree.read(written).path("token").asText());
        String read =
                JsonTree.read(as("", "GET", "/token").body()).path("token").asText();
        assertEquals(200, as("Bearer " + read, "GET", "/v2/").statusCode());
        assertEquals(401, as(basic("sandbox:wrong"), "GET", "/token").statusCode());
        assertEquals(401, as(basic("sandbox:wrong"), "GET", "/v2/").statusCode());
    }

    @Test
    void aBlobComesWholeOrInPieces() throws Exception {
        String digest = digest("hello");
        assertEquals(404, ask("HEAD", "/v2/a/blobs/" + digest, "").statusCode());
        assertTrue(ask("GET", "/v2/a/blobs/" + digest, "").body().contains("\"code\":\"BLOB_UNKNOWN\""));
        HttpResponse<String> begun = ask("POST", "/v2/a/blobs/uploads/", "");
        assertEquals(202, begun.statusCode());
        String place = header(begun, "Location");
        HttpResponse<String> piece = ask("PATCH", place, "hel", "Content-Range", "0-2");
        assertEquals(202, piece.statusCode());
        assertEquals("0-2", header(piece, "Range"));
        assertEquals("0-2", header(ask("GET", place, ""), "Range"));
        assertEquals(416, ask("PATCH", place, "lo", "Content-Range", "5-6").statusCode());
        HttpResponse<String> done = ask("PUT", place + "?digest=" + digest, "lo");
        assertEquals(201, done.statusCode(), done.body());
        assertEquals(digest, header(done, "Docker-Content-Digest"));
        assertEquals("hello", ask("GET", "/v2/a/blobs/" + digest, "").body());
        assertEquals("5", header(ask("HEAD", "/v2/a/blobs/" + digest, ""), "Content-Length"));
        assertEquals(404, ask("PATCH", place, "x").statusCode());
        assertEquals(
                201,
                ask("POST", "/v2/a/blobs/uploads/?digest=" + digest("whole"), "whole")
                        .statusCode());
        assertEquals(
                201,
                ask("POST", "/v2/b/blobs/uploads/?from=a&mount=" + digest, "").statusCode());
    }

    @Test
    void contentThatIsNotWhatItIsSaidToBeIsRefused() throws Exception {
        String place = header(ask("POST", "/v2/a/blobs/uploads/", ""), "Location");
        HttpResponse<String> wrong = ask("PUT", place + "?digest=" + digest("other"), "hello");
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("\"code\":\"DIGEST_INVALID\""), wrong.body());
        assertEquals(404, ask("HEAD", "/v2/a/blobs/" + digest("hello"), "").statusCode());
        assertEquals(404, ask("HEAD", "/v2/a/blobs/" + digest("other"), "").statusCode());
        assertEquals(400, put("team/web", digest("other"), manifest()).statusCode());
    }

    @Test
    void aManifestNeedsItsBlobs() throws Exception {
        HttpResponse<String> early = put("team/web", "v1", manifest());
        assertEquals(400, early.statusCode());
        assertTrue(early.body().contains("MANIFEST_BLOB_UNKNOWN"), early.body());
        upload(CONFIG);
        upload("layer");
        HttpResponse<String> written = put("team/web", "v1", manifest());
        assertEquals(201, written.statusCode(), written.body());
        HttpResponse<String> got = ask("GET", "/v2/team/web/manifests/v1", "");
        assertEquals(manifest(), got.body());
        assertEquals(MediaTypes.MANIFEST, header(got, "Content-Type"));
        assertEquals(digest(manifest()), header(got, "Docker-Content-Digest"));
        HttpResponse<String> head = ask("HEAD", "/v2/team/web/manifests/" + digest(manifest()), "");
        assertEquals(200, head.statusCode());
        assertEquals(String.valueOf(manifest().length()), header(head, "Content-Length"));
        assertEquals(
                404, ask("GET", "/v2/other/manifests/" + digest(manifest()), "").statusCode());
        for (String body : new String[] {"no json", "{}", "{\"schemaVersion\":1,\"layers\":[]}"}) {
            assertEquals(400, put("team/web", "v2", body).statusCode(), body);
        }
        assertEquals(400, put("Team/web", "v1", manifest()).statusCode());
        assertEquals(400, put("team/web", ".v1", manifest()).statusCode());
    }

    @Test
    void listsComeInPages() throws Exception {
        upload(CONFIG);
        upload("layer");
        for (String tag : new String[] {"c", "a", "b"}) {
            put("team/web", tag, manifest());
            put("team/" + tag, "v1", manifest());
        }
        HttpResponse<String> first = ask("GET", "/v2/team/web/tags/list?n=2", "");
        assertEquals("{\"tags\":[\"a\",\"b\"],\"name\":\"team/web\"}", first.body());
        assertEquals("</v2/team/web/tags/list?last=b&n=2>; rel=\"next\"", header(first, "Link"));
        HttpResponse<String> second = ask("GET", "/v2/team/web/tags/list?last=b&n=2", "");
        assertEquals("{\"tags\":[\"c\"],\"name\":\"team/web\"}", second.body());
        assertEquals("", header(second, "Link"));
        assertEquals(
                "{\"repositories\":[\"team/a\"]}",
                ask("GET", "/v2/_catalog?n=1", "").body());
        assertEquals(404, ask("GET", "/v2/team/none/tags/list", "").statusCode());
    }

    @Test
    void whatIsDeletedIsGoneAndWhatLostItsTagIsNot() throws Exception {
        upload(CONFIG);
        upload("layer");
        upload("layer two");
        put("team/web", "v1", manifest());
        put("team/web", "v1", manifest("layer two"));
        String old = digest(manifest());
        assertEquals(200, ask("GET", "/v2/team/web/manifests/" + old, "").statusCode());
        assertEquals(202, ask("DELETE", "/v2/team/web/manifests/" + old, "").statusCode());
        assertEquals(404, ask("GET", "/v2/team/web/manifests/" + old, "").statusCode());
        assertEquals(200, ask("GET", "/v2/team/web/manifests/v1", "").statusCode());
        assertEquals(202, ask("DELETE", "/v2/team/web/manifests/v1", "").statusCode());
        HttpResponse<String> gone = ask("GET", "/v2/team/web/manifests/v1", "");
        assertEquals(404, gone.statusCode());
        assertTrue(gone.body().contains("\"code\":\"MANIFEST_UNKNOWN\""), gone.body());
        assertEquals(404, ask("DELETE", "/v2/team/web/manifests/v1", "").statusCode());
    }

    @Test
    void itsContentOutlivesIt() throws Exception {
        upload(CONFIG);
        upload("layer");
        put("team/web", "v1", manifest());
        registry.close();
        registry = new LoopbackRegistry(new ImageLayout(directory));
        assertEquals(200, ask("GET", "/v2/team/web/manifests/v1", "").statusCode());
    }

    private void upload(String content) throws Exception {
        assertEquals(
                201,
                ask("POST", "/v2/team/web/blobs/uploads/?digest=" + digest(content), content)
                        .statusCode());
    }

    private HttpResponse<String> put(String repository, String reference, String body) throws Exception {
        return ask("PUT", "/v2/" + repository + "/manifests/" + reference, body, "Content-Type", MediaTypes.MANIFEST);
    }

    private static String manifest() {
        return manifest("layer");
    }

    private static String manifest(String layer) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.MANIFEST + "\",\"config\":{\"digest\":\""
                + digest(CONFIG) + "\"},\"layers\":[{\"digest\":\"" + digest(layer) + "\"}]}";
    }

    private static String digest(String content) {
        return BlobStore.digestOf(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://" + registry.address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    /** @param authorization none where it is empty */
    private HttpResponse<String> as(String authorization, String method, String path) throws Exception {
        HttpRequest.Builder request = request(method, path, "");
        return http.send(
                (authorization.isEmpty() ? request : request.header("Authorization", authorization)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, path, body).header("Authorization", "Bearer " + registry.token());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
