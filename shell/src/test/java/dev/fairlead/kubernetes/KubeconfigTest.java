package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.TlsServer;
import dev.fairlead.http.TunnelProxy;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kubeconfig says, and what the server is asked then; each row was tried with kubectl. */
final class KubeconfigTest {
    private static final String PLAIN = """
            current-context: c
            clusters: [{name: k, cluster: {%s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: c, context: {cluster: k, user: u}}]
            """;

    @TempDir
    private Path home;

    private TlsServer server;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        server = TlsServer.start().answers(200, TlsServer.SERVES_NOTHING);
        for (String name : List.of("authority.crt", "client.crt", "client.key", "server.key")) {
            Files.copy(TlsServer.file(name), home.resolve(name));
        }
        Files.writeString(home.resolve("token"), "fromfile\n");
        Files.writeString(home.resolve("empty"), "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token: abc                                                | Bearer abc",
                "'token: abc, tokenFile: missing'                          | Bearer abc",
                "'token: abc, tokenFile: empty'                            | Bearer abc",
                "'token: abc, tokenFile: token'                            | Bearer fromfile",
                "tokenFile: token                                          | Bearer fromfile",
                "'username: a, password: b'                                | Basic YTpi",
                "'client-certificate: client.crt, client-key: client.key'  | O=team,CN=deployer",
                "'client-key: client.key'                                  | ''",
                "'token: abc, client-certificate: client.crt, client-key: client.key' | Bearer abc O=team,CN=deployer",
                "'token: abc, as: joe, as-groups: [\"x\", z], as-uid: \"7\"'  | Bearer abc joe 7 x,z",
                "'token: abc, unknown: 1'                                  | Bearer abc",
            })
    void aUserLogsInAsWithKubectl(String user, String login) throws IOException {
        ask(PLAIN.formatted(trusted("api.internal"), user));
        assertEquals(List.of(("GET /api/v1 " + login).strip()), server.asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token: 123        | INVALID   | user u of the kubeconfig has a number as its token, which should be a text; put it in quotes",
                "'token: \"a\\n\"' | INVALID   | user u of the kubeconfig has a token with a line end or another control character in it",
                "tokenFile: empty  | INVALID   | the token file HOME/empty is empty",
                "tokenFile: gone   | NOT_FOUND | cannot read the token file HOME/gone: no such file",
                "'token: a, username: b'                                     | INVALID | user u of the kubeconfig has both a token and a username; only one can hold",
                "client-certificate: client.crt                              | INVALID | user u of the kubeconfig has a client-certificate, but neither client-key nor client-key-data",
                "'client-certificate: client.crt, client-key: server.key'    | INVALID | the client certificate of user u of the kubeconfig cannot be used: the private key is that of another certificate",
                "'client-certificate: token, client-key: client.key'         | INVALID | the client certificate of user u of the kubeconfig cannot be used: no certificate in it",
                "'client-certificate: client.crt, client-key: token'         | INVALID | the client certificate of user u of the kubeconfig cannot be used: no private key in it",
                "'client-certificate: gone, client-key: client.key'          | NOT_FOUND | the client-certificate of user u of the kubeconfig is missing: HOME/gone",
                "'client-certificate: client.crt, client-certificate-data: YQ==, client-key: client.key' | INVALID | user u of the kubeconfig has both client-certificate and client-certificate-data",
                "'client-certificate: client.crt, client-key-data: \"####\"'    | INVALID | the client-key-data of user u of the kubeconfig is not valid base64: Illegal base64 character 23",
                "'as-groups: [x]'                                            | INVALID | user u of the kubeconfig has as-uid, as-groups or as-user-extra without as",
                "'as: a, as-groups: [true]'                                  | INVALID | user u of the kubeconfig has a boolean as its as-groups, which should be texts; put them in quotes",
                "'auth-provider: {name: gcp}'                                | INVALID | user u of the kubeconfig logs in by the auth-provider gcp, which is not supported; its plugin gke-gcloud-auth-plugin takes its place",
            })
    void aUserThatKubectlRefusesIsRefused(String user, FailureKind kind, String message) {
        refused(PLAIN.formatted(trusted("api.internal"), user), kind, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate-authority: authority.crt, tls-server-name: api.internal | ''",
                "certificate-authority-data: LINES, tls-server-name: api.internal    | ''",
                "insecure-skip-tls-verify: true                                     | ''",
                "insecure-skip-tls-verify: true, tls-server-name: wrong             | ''",
                "certificate-authority: authority.crt, tls-server-name: wrong       | SERVER shows a certificate for api.internal, registry.internal, localhost, not for wrong",
                "certificate-authority: authority.crt                               | SERVER shows a certificate for api.internal, registry.internal, localhost, not for 127.0.0.1",
                "certificate-authority: client.crt, tls-server-name: api.internal   | SERVER shows a certificate that the certificate-authority of this context did not sign",
                "tls-server-name: api.internal                                      | SERVER shows a certificate that the certificate-authority of this context did not sign",
                "certificate-authority: authority.crt, insecure-skip-tls-verify: true | cluster k of the kubeconfig has both a certificate-authority and insecure-skip-tls-verify; only one can hold",
                "certificate-authority: authority.crt, certificate-authority-data: LINES | cluster k of the kubeconfig has both certificate-authority and certificate-authority-data",
                "certificate-authority: gone                                        | the certificate-authority of cluster k of the kubeconfig is missing: HOME/gone",
                "certificate-authority-data: aGVsbG8=                               | cluster k of the kubeconfig has a certificate-authority without a certificate in it",
                "insecure-skip-tls-verify: 'yes'                                    | cluster k of the kubeconfig has a string as its insecure-skip-tls-verify, which should be true or false",
                "proxy-url: ftp://x                                                 | cluster k of the kubeconfig has a proxy-url that cannot be used: it begins with none of http://, https:// and socks5://",
                "proxy-url: http://127.0.0.1:1, insecure-skip-tls-verify: true      | no way to SERVER: the proxy http://127.0.0.1:1 does not answer: connection refused",
            })
    void aServerIsTrustedAsByKubectl(String cluster, String refusal) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(Files.readAllBytes(home.resolve("authority.crt")))
                .replace("\n", "\\n");
        String fields = cluster.replace("LINES", '"' + lines + '"');
        String config = PLAIN.formatted("server: \"" + address() + "\", " + fields, "token: a");
        if (refusal.isEmpty()) {
            ask(config);
            assertEquals(List.of("GET /api/v1 Bearer a"), server.asked());
        } else {
            refused(config, null, refusal);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster: k | cluster: zz | context c of the kubeconfig names the cluster zz, which the kubeconfig does not have",
                "cluster: k | namespace: a | context c of the kubeconfig names no cluster",
                "user: u}} | user: zz}} | context c of the kubeconfig names the user zz, which the kubeconfig does not have",
                "server: | other: | cluster k of the kubeconfig names no server",
                "https:// | 'ftp://' | cluster k of the kubeconfig has a server that is no URL: ftp://127.0.0.1:PORT",
                "current-context: c | current-context: zz | 'no context is called \"zz\"; there are: c'",
                "users: [ | 'users: [{name: u}, ' | 'the kubeconfig HOME/config is not valid: two users are called \"u\"'",
                "current-context: c | 'kind: Pod' | 'the kubeconfig HOME/config is not valid: it is a Pod, not a Config'",
                "'contexts: [' | 'contexts: {}\nx: [' | 'the kubeconfig HOME/config is not valid: contexts is no list'",
            })
    void whatLeadsNowhereAsksNobody(String text, String instead, String message) {
        String config = PLAIN.formatted(trusted("api.internal"), "token: a").replace(text, instead);
        refused(config, null, message.replace("PORT", String.valueOf(server.port())));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsTheEncoding(String charset) throws IOException {
        String mark = charset.equals("UTF-16") ? "" : "\ufeff";
        write((mark + PLAIN.formatted(trusted("api.internal"), "token: a")).getBytes(Charset.forName(charset)));
        ask();
        assertEquals(List.of("GET /api/v1 Bearer a"), server.asked());
    }

    @Test
    void aTokenFileIsReadAgainForEachRequest() throws IOException {
        write(PLAIN.formatted(trusted("api.internal"), "tokenFile: token").getBytes(StandardCharsets.UTF_8));
        try (Clusters clusters = clusters()) {
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
            Files.writeString(home.resolve("token"), "rotated");
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
        }
        assertEquals(List.of("GET /api/v1 Bearer fromfile", "GET /api/v1 Bearer rotated"), server.asked());
    }

    @Test
    void aServerInTheClearGetsNoLogin() throws IOException {
        try (TlsServer plain = TlsServer.plain().answers(200, TlsServer.SERVES_NOTHING)) {
            String bare = "server: \"127.0.0.1:" + plain.port() + "/prefix/?x=y\"";
            ask(PLAIN.formatted(bare, "token: secret, as: joe"));
            assertEquals(List.of("GET /prefix/api/v1 joe"), plain.asked());
        }
    }

    @Test
    void theProxyOfTheClusterComesBeforeThatOfTheEnvironment() throws IOException {
        String far = trusted("api.internal").replace("https://127.0.0.1:", "https://cluster.example:");
        try (TunnelProxy own = TunnelProxy.to(server.port());
                TunnelProxy other = TunnelProxy.to(server.port())) {
            environment.put("HTTPS_PROXY", "http://127.0.0.1:" + other.port());
            ask(PLAIN.formatted(far, "token: a"));
            ask(PLAIN.formatted(far + ", proxy-url: \"socks5://127.0.0.1:" + own.port() + '"', "token: a"));
            ask(PLAIN.formatted(trusted("api.internal"), "token: a"));
            environment.put("NO_PROXY", ".example");
            refused(PLAIN.formatted(far, "token: a"), FailureKind.UNREACHABLE, "unknown host cluster.example");
            assertEquals(List.of("CONNECT cluster.example:" + server.port() + " HTTP/1.1"), other.asked());
            assertEquals(List.of("SOCKS cluster.example"), own.asked());
        }
    }

    @Test
    void theProxyOfTheClusterMaySpeakTlsItself() throws IOException {
        String far = trusted("api.internal").replace("https://127.0.0.1:", "https://cluster.example:");
        try (TunnelProxy own = TunnelProxy.overTls(server.port())) {
            String proxied = PLAIN.formatted(far + ", proxy-url: \"https://localhost:" + own.port() + '"', "token: a");
            String untrusted = "the proxy https://localhost:" + own.port()
                    + " cannot be trusted: its certificate is not signed by a trusted authority";
            refused(proxied, null, untrusted);
            assertEquals(List.of(), own.asked());
            environment.put("SSL_CERT_FILE", TlsServer.file("authority.crt").toString());
            ask(proxied);
            assertEquals(List.of("CONNECT cluster.example:" + server.port() + " HTTP/1.1"), own.asked());
        }
    }

    @Test
    void compressionIsAskedForUnlessTheClusterSaysNot() throws IOException {
        ask(PLAIN.formatted(trusted("api.internal"), "token: a"));
        assertEquals("gzip", server.header("Accept-Encoding"));
        ask(PLAIN.formatted(trusted("api.internal") + ", disable-compression: true", "token: a"));
        assertEquals("identity", server.header("Accept-Encoding"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | '<html>\n<body>not here\n</body></html>' | 'SERVER has no such path (HTTP 404); is that the address of an API server?'",
                "200 | '<html>\n<body>welcome\n</body></html>'  | 'SERVER answered GET /api/v1 with a web page, which no API server does; a proxy or a login page may stand before it'",
                "502 | 'bad\ngateway'                           | 'the API server is not ready (bad)'",
            })
    void whatIsNoApiServerIsToldInOneLine(int code, String body, String message) {
        server.answers(code, body);
        refused(PLAIN.formatted(trusted("api.internal"), "token: a"), null, message);
    }

    private String address() {
        return "https://127.0.0.1:" + server.port();
    }

    private String trusted(String name) {
        return "server: \"" + address() + "\", certificate-authority: authority.crt, tls-server-name: " + name;
    }

    private void refused(String config, FailureKind kind, String message) {
        OpsException failure = assertThrows(OpsException.class, () -> ask(config));
        String expected = message.replace("HOME", home.toString()).replace("SERVER", address());
        assertTrue(failure.message().contains(expected), failure.message());
        assertEquals(1, failure.message().lines().count(), failure.message());
        assertEquals(kind == null ? failure.kind() : kind, failure.kind());
    }

    private void ask(String config) throws IOException {
        write(config.getBytes(StandardCharsets.UTF_8));
        ask();
    }

    private void ask() {
        try (Clusters clusters = clusters()) {
            clusters.open(ClusterScope.CURRENT).get(ApiPath.of("v1"));
        }
    }

    private void write(byte[] config) throws IOException {
        Files.write(home.resolve("config"), config);
    }

    private Clusters clusters() {
        environment.put("KUBECONFIG", home.resolve("config").toString());
        return new Clusters(Settings.of(environment, home, home), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
