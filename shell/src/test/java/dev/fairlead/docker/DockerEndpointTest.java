package dev.fairlead.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerEndpointTest {
    /** The directory name that docker gives to a context called "far". */
    private static final String FAR = "512eea46ceb3921dff4363c7069d89d4964d1d9fccaa0f411851a7aa60a5c868";

    @TempDir
    private Path home;

    @Test
    void withoutAnySettingItIsTheLocalSocket() {
        DockerEndpoint endpoint = endpoint(Map.of());
        assertEquals("unix:///var/run/docker.sock", endpoint.host().toString());
        assertTrue(endpoint.isLocal());
    }

    @Test
    void dockerHostWinsAndMayUseTls() {
        DockerEndpoint plain = endpoint(Map.of("DOCKER_HOST", "tcp://b:2375", "DOCKER_CONTEXT", "none"));
        assertEquals(Optional.empty(), plain.certificates());
        DockerEndpoint tls =
                endpoint(Map.of("DOCKER_HOST", "b:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs"));
        assertEquals("tcp://b:2376", tls.host().toString());
        assertEquals(Optional.of(Path.of("/certs")), tls.certificates());
        DockerEndpoint defaultCertificates = endpoint(Map.of("DOCKER_HOST", "tcp://b:2376", "DOCKER_TLS_VERIFY", "1"));
        assertEquals(Optional.of(home.resolve(".docker")), defaultCertificates.certificates());
    }

    @Test
    void theCurrentContextIsReadFromWhereDockerKeepsIt() throws IOException {
        context();
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"far\"}");
        DockerEndpoint endpoint = endpoint(Map.of());
        assertEquals("tcp://far:2376", endpoint.host().toString());
        assertEquals(
                home.resolve(".docker/contexts/tls/" + FAR + "/docker"),
                endpoint.certificates().orElseThrow());
        assertEquals(
                "unix", endpoint(Map.of("DOCKER_CONTEXT", "default")).host().getScheme());
    }

    @Test
    void aContextThatIsMissingOrAProtocolThatIsNotSpokenIsSaid() {
        OpsException missing = assertThrows(OpsException.class, () -> endpoint(Map.of("DOCKER_CONTEXT", "far")));
        assertEquals(FailureKind.NOT_FOUND, missing.kind());
        OpsException ssh = assertThrows(OpsException.class, () -> endpoint(Map.of("DOCKER_HOST", "ssh://me@b")));
        assertEquals(FailureKind.USAGE, ssh.kind());
    }

    @Test
    void anEngineThatIsNotThereIsUnreachable() {
        Path socket = home.resolve("none.sock");
        try (DockerEngine engine = new DockerEngine(settings(Map.of("DOCKER_HOST", "unix://" + socket)))) {
            OpsException single =
                    assertThrows(OpsException.class, () -> engine.list("list images", "/images/json", "Id"));
            assertEquals(FailureKind.UNREACHABLE, single.kind(), single.message());
            OpsException typed = assertThrows(
                    OpsException.class,
                    () -> engine.call("ping", docker -> docker.pingCmd().exec()));
            assertEquals(FailureKind.UNREACHABLE, typed.kind(), typed.message());
            assertEquals(single.message(), typed.message());
        }
    }

    private void context() throws IOException {
        Path meta = Files.createDirectories(home.resolve(".docker/contexts/meta/" + FAR));
        Files.createDirectories(home.resolve(".docker/contexts/tls/" + FAR + "/docker"));
        Files.writeString(
                meta.resolve("meta.json"),
                "{\"Name\":\"far\",\"Endpoints\":{\"docker\":{\"Host\":\"tcp://far:2376\",\"SkipTLSVerify\":false}}}");
    }

    private DockerEndpoint endpoint(Map<String, String> variables) {
        return DockerEndpoint.of(settings(variables));
    }

    private Settings settings(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOME", home.toString());
        return Settings.of(environment, home, home);
    }
}
