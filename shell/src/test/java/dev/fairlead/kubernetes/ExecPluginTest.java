package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.TlsServer;
import dev.fairlead.json.JsonTree;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExecPluginTest {
    private static final String V1 = "client.authentication.k8s.io/v1";
    private static final String BETA = "client.authentication.k8s.io/v1beta1";

    @TempDir
    private Path home;

    private TlsServer server;

    @BeforeEach
    void start() throws IOException {
        server = TlsServer.start().answers(200, TlsServer.SERVES_NOTHING);
        Path plugin = Files.createDirectories(home.resolve("bin")).resolve("login");
        Files.writeString(plugin, """
                #!/bin/sh
                echo "$KUBERNETES_EXEC_INFO" > "$HOME/info"
                echo "$* $REGION" >> "$HOME/calls"
                . "$HOME/script"
                """);
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPluginIsAskedOnceUntilItsTokenExpires() throws IOException {
        answers(
                BETA,
                "\"token\": \"first\", \"expirationTimestamp\": \""
                        + Instant.now().plusSeconds(3600) + '"');
        try (Clusters clusters = clusters("command: login, args: [eks, --x], env: [{name: REGION, value: eu}]", BETA)) {
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
            clusters.open(ClusterScope.namespace("other")).get(ApiPath.of("v1"));
        }
        assertEquals(List.of("GET /api/v1 Bearer first", "GET /api/v1 Bearer first"), server.asked());
        assertEquals("eks --x eu\n", Files.readString(home.resolve("calls")));

        answers(BETA, "\"token\": \"old\", \"expirationTimestamp\": \"2001-01-01T00:00:00+01:00\"");
        try (Clusters clusters = clusters("command: ./bin/login", BETA)) {
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
            answers(BETA, "\"token\": \"new\"");
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
        }
        assertEquals(
                List.of("GET /api/v1 Bearer old", "GET /api/v1 Bearer new", "GET /api/v1 Bearer new"), server.asked());
    }

    @Test
    void aTokenThatTheServerRefusesIsAskedForAgain() throws IOException {
        answers(V1, "\"token\": \"refused\"");
        server.answers(401, "{}");
        try (Clusters clusters = clusters("command: login, interactiveMode: Never", V1)) {
            OpsException denied = assertThrows(
                    OpsException.class,
                    () -> clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1")));
            assertEquals(FailureKind.DENIED, denied.kind());
            answers(V1, "\"token\": \"good\"");
            assertThrows(
                    OpsException.class,
                    () -> clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1")));
        }
        assertEquals(
                List.of("GET /api/v1 Bearer refused", "GET /api/v1 Bearer good"),
                server.asked().stream().distinct().toList());
        assertEquals(3, Files.readAllLines(home.resolve("calls")).size());
    }

    @Test
    void aCertificateOfAPluginLogsIn() throws IOException {
        String certificate = Files.readString(TlsServer.file("client.crt")).replace("\n", "\\\\n");
        String key = Files.readString(TlsServer.file("client.key")).replace("\n", "\\\\n");
        answers(V1, "\"clientCertificateData\": \"" + certificate + "\", \"clientKeyData\": \"" + key + '"');
        try (Clusters clusters = clusters("command: login, interactiveMode: IfAvailable", V1)) {
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
        }
        assertEquals(List.of("GET /api/v1 O=team,CN=deployer"), server.asked());
    }

    @Test
    void thePluginIsToldForWhichClusterItIs() throws IOException {
        answers(V1, "\"token\": \"t\"");
        try (Clusters clusters = clusters("command: login, interactiveMode: Never, provideClusterInfo: true", V1)) {
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
        }
        JsonNode info = JsonTree.read(Files.readString(home.resolve("info")));
        assertEquals(
                "ExecCredential " + V1,
                info.path("kind").asText() + " " + info.path("apiVersion").asText());
        assertEquals(false, info.at("/spec/interactive").asBoolean(true));
        JsonNode cluster = info.at("/spec/cluster");
        assertEquals(
                "https://127.0.0.1:" + server.port(), cluster.path("server").asText());
        assertEquals("api.internal", cluster.path("tls-server-name").asText());
        assertEquals(
                Files.readString(TlsServer.file("authority.crt")),
                new String(Base64.getDecoder()
                        .decode(cluster.path("certificate-authority-data").asText())));
        assertEquals("blue", cluster.at("/config/audience").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'echo log in first >&2; exit 3' | the credential plugin login failed with exit code 3 | log in first",
                "echo hello                      | the credential plugin login answered with something else than an ExecCredential | ''",
                "'echo {}'                       | the credential plugin login answered with no apiVersion instead of client.authentication.k8s.io/v1beta1 | ''",
                "STATUS {}                       | the credential plugin login gave neither a token nor a certificate | ''",
                "'STATUS {\"clientKeyData\": \"x\"}' | the credential plugin login gave only one of certificate and key | ''",
                "'STATUS {\"token\": \"t\", \"expirationTimestamp\": \"soon\"}' | the credential plugin login gave an expirationTimestamp that is no time: soon | ''",
            })
    void aPluginThatGivesNoLoginSaysWhy(String script, String message, String words) throws IOException {
        Files.writeString(
                home.resolve("script"), script.startsWith("STATUS ") ? echo(BETA, script.substring(7)) : script);
        OpsException failure = failure("command: login, args: ['a b']", BETA);
        assertEquals("context c: " + message, failure.message());
        assertEquals(FailureKind.DENIED, failure.kind());
        assertEquals(words, String.join("\n", failure.details()));
        assertEquals(List.of("login 'a b'"), failure.hints());
        assertEquals(List.of(), server.asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: gone, installHint: 'brew install it' | v1beta1 | the credential plugin gone is not installed, or not on the PATH",
                "command: login              | v2      | exec of user u of the kubeconfig has an unknown apiVersion: client.authentication.k8s.io/v2",
                "command: login              | v1      | 'exec of user u of the kubeconfig names no interactiveMode: Never, IfAvailable or Always'",
                "'command: login, interactiveMode: Foo' | v1 | exec of user u of the kubeconfig has an unknown interactiveMode: Foo",
                "'args: [a]'                 | v1beta1 | exec of user u of the kubeconfig names no command",
            })
    void aPluginThatCannotBeAskedIsNamed(String exec, String version, String message) throws IOException {
        OpsException failure = failure(exec, "client.authentication.k8s.io/" + version);
        assertEquals(message, failure.message().replaceFirst("^context c: ", ""));
        assertEquals(exec.contains("Hint") ? List.of("brew install it") : List.of(), failure.details());
        assertEquals(List.of(), server.asked());
    }

    private OpsException failure(String exec, String version) throws IOException {
        try (Clusters clusters = clusters(exec, version)) {
            return assertThrows(
                    OpsException.class,
                    () -> clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1")));
        }
    }

    private void answers(String version, String status) throws IOException {
        Files.writeString(home.resolve("script"), echo(version, "{" + status + "}"));
    }

    private static String echo(String version, String status) {
        return "printf '%b' '{\"kind\": \"ExecCredential\", \"apiVersion\": \"" + version + "\", \"status\": " + status
                + "}'\n";
    }

    private Clusters clusters(String exec, String version) throws IOException {
        Files.writeString(
                home.resolve("config"), """
                current-context: c
                clusters:
                - name: k
                  cluster:
                    server: https://127.0.0.1:%d
                    certificate-authority: %s
                    tls-server-name: api.internal
                    extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: blue}}]
                users: [{name: u, user: {exec: {%s, apiVersion: %s}}}]
                contexts: [{name: c, context: {cluster: k, user: u}}]
                """.formatted(server.port(), TlsServer.file("authority.crt"), exec, version));
        Map<String, String> environment = Map.of(
                "KUBECONFIG", home.resolve("config").toString(),
                "HOME", home.toString(),
                "PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        return new Clusters(Settings.of(environment, home, home), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
