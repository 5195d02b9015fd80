package dev.fairlead.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.docker.RegistryLogin;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.oci.BlobStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistryClientTest {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("dev:pass".getBytes(StandardCharsets.UTF_8));

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String host;
    private Optional<RegistryLogin> login = Optional.of(RegistryLogin.of("dev", "pass"));

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host = "127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tagsAreFetchedPageAfterPage() {
        serve("/v2/team/web/tags/list", exchange -> {
            boolean second = exchange.getRequestURI().getQuery().contains("last=b");
            if (!second) {
                exchange.getResponseHeaders().add("Link", "</v2/team/web/tags/list?last=b&n=2>; rel=\"next\"");
            }
            answer(exchange, 200, second ? "{\"tags\":[\"c\"]}" : "{\"tags\":[\"a\",\"b\"]}");
        });
        assertEquals(List.of("a", "b", "c"), client().tags(image("team/web")));
    }

    @Test
    void aLinkThatLeadsBackEndsTheList() {
        serve("/v2/team/web/tags/list", exchange -> {
            exchange.getResponseHeaders().add("Link", "<" + exchange.getRequestURI() + ">; rel=\"next\"");
            answer(exchange, 200, "{\"tags\":[\"a\"]}");
        });
        assertEquals(List.of("a"), client().tags(image("team/web")));
        assertEquals(1, asked.size());
    }

    @Test
    void whatIsOpenDoesNotFailByALoginThatCannotBeRead() {
        serve("/token", exchange -> answer(exchange, 200, "{\"token\":\"anonymous\"}"));
        serve("/v2/team/web/tags/list", exchange -> {
            if (authorised(exchange, "Bearer anonymous", "Bearer realm=\"http://" + host + "/token\"")) {
                answer(exchange, 200, "{\"tags\":[\"v1\"]}");
            }
        });
        RegistryClient client = new RegistryClient(
                registry -> {
                    throw new OpsException(FailureKind.FAILED, "docker-credential-x get failed");
                },
                registry -> false,
                host -> ConnectionRules.of(Map.of()));
        List<String> warnings = new ArrayList<>();
        assertEquals(List.of("v1"), client.tags(image("team/web"), warnings::add));
        assertEquals(
                List.of("registry " + host + " is asked without a login: docker-credential-x get failed"), warnings);
    }

    @Test
    void aLoginThatTheTokenServiceRefusesIsNoHindranceToWhatIsOpen() {
        serve("/token", exchange -> {
            boolean anonymous = exchange.getRequestHeaders().getFirst("Authorization") == null;
            answer(exchange, anonymous ? 200 : 401, anonymous ? "{\"token\":\"anonymous\"}" : "{}");
        });
        serve("/v2/team/web/tags/list", exchange -> {
            if (authorised(exchange, "Bearer anonymous", "Bearer realm=\"http://" + host + "/token\"")) {
                answer(exchange, 200, "{\"tags\":[\"v1\"]}");
            }
        });
        List<String> warnings = new ArrayList<>();
        assertEquals(List.of("v1"), client().tags(image("team/web"), warnings::add));
        assertEquals(1, warnings.size());
    }

    @Test
    void aRegistryListsItsRepositoriesPageAfterPage() {
        serve("/v2/_catalog", exchange -> {
            boolean second = exchange.getRequestURI().getQuery().contains("last=a");
            if (!second) {
                exchange.getResponseHeaders().add("Link", "</v2/_catalog?last=a&n=1>; rel=\"next\"");
            }
            answer(exchange, 200, second ? "{\"repositories\":[\"team/b\"]}" : "{\"repositories\":[\"a\"]}");
        });
        assertEquals(List.of("a", "team/b"), client().repositories(host, warning -> {}));
    }

    @Test
    void aRepositoryWithoutTagsHasNone() {
        serve("/v2/team/web/tags/list", exchange -> answer(exchange, 200, "{\"name\":\"team/web\",\"tags\":null}"));
        assertEquals(List.of(), client().tags(image("team/web")));
    }

    @Test
    void aBearerChallengeIsAnsweredWithATokenOfItsService() {
        serveWithToken();
        assertEquals(List.of("v1"), client().tags(image("team/web")));
        assertEquals(
                List.of(
                        "/v2/team/web/tags/list?n=1000 none",
                        "/token?scope=repository%3Ateam%2Fweb%3Apull&service=harbor " + BASIC,
                        "/v2/team/web/tags/list?n=1000 Bearer secret"),
                asked);
    }

    @Test
    void anIdentityTokenIsExchangedByPost() {
        login = Optional.of(new RegistryLogin("", "", "refresh"));
        serveWithToken();
        assertEquals(List.of("v1"), client().tags(image("team/web")));
        assertTrue(asked.get(1).startsWith("/token POST "), asked.get(1));
        assertTrue(asked.get(1).contains("refresh_token=refresh"), asked.get(1));
    }

    @Test
    void withoutALoginATokenIsAskedForAnonymously() {
        login = Optional.empty();
        serveWithToken();
        OpsException failure = assertThrows(OpsException.class, () -> client().tags(image("team/web")));
        assertEquals(FailureKind.DENIED, failure.kind());
        assertTrue(asked.get(1).endsWith(" none"), asked.get(1));
    }

    @Test
    void theLoginIsNeverSentToTheHostOfARedirect() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            note(exchange, "");
            answer(exchange, 200, "{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"}");
        });
        other.start();
        serve("/v2/a/manifests/v1", exchange -> {
            if (!authorised(exchange, BASIC, "Basic realm=\"x\"")) {
                return;
            }
            answer(exchange, 200, "{\"mediaType\":\"m\",\"config\":{\"digest\":\"sha256:c\"}}");
        });
        serve("/v2/a/blobs/sha256:c", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/blob");
            answer(exchange, 307, "");
        });
        try {
            ImageManifest manifest = client().manifest(image("a:v1"));
            assertEquals(List.of("linux/arm64/v8"), manifest.platforms());
            assertTrue(manifest.runsOn("linux/arm64"));
            assertFalse(manifest.runsOn("linux/amd64"));
            assertTrue(asked.contains("/blob none"), asked.toString());
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aListOfImagesHasThePlatformsOfAll() {
        String list = """
                {"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
                  {"platform":{"os":"linux","architecture":"amd64"}},
                  {"platform":{"os":"linux","architecture":"arm","variant":"v7"}},
                  {"platform":{"os":"unknown","architecture":"unknown"}}]}""";
        String digest = BlobStore.digestOf(list.getBytes(StandardCharsets.UTF_8));
        serve("/v2/a/manifests/latest", exchange -> {
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
            answer(exchange, 200, list);
        });
        ImageManifest manifest = client().manifest(image("a"));
        assertEquals(List.of("linux/amd64", "linux/arm/v7"), manifest.platforms());
        assertEquals(digest, manifest.digest());
        assertEquals(Optional.of(digest), client().digest(image("a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags     | 200 | {}                        | an object without tags",
                "tags     | 200 | []                        | a list",
                "tags     | 200 | null                      | something that is no object",
                "tags     | 200 | <html>Log in</html>       | a web page",
                "tags     | 200 | {\"tags\": \"v1\"}        | an object without tags",
                "tags     | 200 | {\"tags\": [             | something that is not valid JSON",
                "manifest | 200 | {}                        | an object that is no manifest",
                "manifest | 200 | {\"errors\": []}          | an object that is no manifest",
                "manifest | 200 | {\"manifests\": []}       | a manifest of another digest",
                "digest   | 200 | ''                        | no digest"
            })
    void whatNoRegistryAnswersIsNotBelieved(String asked, int code, String body, String what) {
        serve("/v2/a/", exchange -> {
            if (asked.equals("manifest")) {
                exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:" + "0".repeat(64));
            }
            answer(exchange, code, body);
        });
        OpsException failure = assertThrows(OpsException.class, () -> {
            switch (asked) {
                case "tags" -> client().tags(image("a"));
                case "manifest" -> client().manifest(image("a"));
                default -> client().digest(image("a"));
            }
        });
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertTrue(failure.message().startsWith("registry " + host + " answered http://" + host + "/v2/a/"));
        assertTrue(failure.message().contains(" with " + what + ", which no registry does"), failure.message());
    }

    @Test
    void aRegistryThatHasABadMomentIsAskedAgain() {
        serve("/v2/a/tags/list", exchange -> {
            if (asked.size() == 1) {
                exchange.getResponseHeaders().add("Retry-After", "0");
            }
            answer(exchange, asked.size() == 1 ? 429 : asked.size() == 2 ? 503 : 200, "{\"tags\":[\"v1\"]}");
        });
        assertEquals(List.of("v1"), client().tags(image("a")));
        assertEquals(3, asked.size());
    }

    @Test
    void refusalsHaveTheirKindAndNextStep() {
        for (var row : Map.of(
                        401, FailureKind.DENIED,
                        403, FailureKind.DENIED,
                        404, FailureKind.NOT_FOUND,
                        429, FailureKind.UNREACHABLE,
                        503, FailureKind.UNREACHABLE,
                        418, FailureKind.FAILED)
                .entrySet()) {
            serve("/v2/r" + row.getKey() + "/manifests/v1", exchange -> answer(exchange, row.getKey(), "{}"));
            OpsException failure =
                    assertThrows(OpsException.class, () -> client().manifest(image("r" + row.getKey() + ":v1")));
            assertEquals(row.getValue(), failure.kind(), failure.message());
        }
        OpsException missing = assertThrows(OpsException.class, () -> client().manifest(image("r404:v1")));
        assertEquals(List.of("image tags " + host + "/r404"), missing.hints());
        assertEquals(Optional.empty(), client().digest(image("r404:v1")));
    }

    @Test
    void aTokenServiceInTheClearIsRefusedToARegistryOverHttps() {
        Challenge challenge = Challenge.of(List.of("Bearer realm=\"https://a/token\",service=\"s, t\",scope=x:y:z"))
                .orElseThrow();
        assertEquals("s, t", challenge.parameter("service"));
        assertEquals("x:y:z", challenge.parameter("scope"));
        assertEquals(
                "bearer",
                Challenge.of(List.of("Basic realm=\"r\"", "Bearer realm=\"b\""))
                        .orElseThrow()
                        .scheme());
        assertEquals(Optional.empty(), Challenge.of(List.of("Negotiate")));
    }

    private void serveWithToken() {
        serve("/v2/team/web/tags/list", exchange -> {
            String challenge =
                    "Bearer realm=\"http://" + host + "/token\",service=\"harbor\",scope=\"repository:team/web:pull\"";
            if (authorised(exchange, "Bearer secret", challenge)) {
                answer(exchange, 200, "{\"tags\":[\"v1\"]}");
            }
        });
        serve("/token", exchange -> {
            boolean known = BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    || exchange.getRequestMethod().equals("POST");
            answer(exchange, known ? 200 : 401, known ? "{\"access_token\":\"secret\"}" : "{}");
        });
    }

    private static boolean authorised(HttpExchange exchange, String wanted, String challenge) throws IOException {
        if (wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return true;
        }
        exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        answer(exchange, 401, "{}");
        return false;
    }

    private void serve(String path, com.sun.net.httpserver.HttpHandler handler) {
        server.createContext(path, exchange -> {
            boolean post = exchange.getRequestMethod().equals("POST");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            note(exchange, post ? " POST " + body : "");
            handler.handle(exchange);
        });
    }

    private void note(HttpExchange exchange, String more) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(exchange.getRequestURI() + more + " " + (authorization == null ? "none" : authorization));
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private RegistryClient client() {
        return new RegistryClient(registry -> login, registry -> false, host -> ConnectionRules.of(Map.of()));
    }

    private ImageReference image(String name) {
        return ImageReference.parse(host + "/" + name);
    }
}
