package dev.fairlead.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.JsonTree;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the engine is, found as docker finds it: {@code DOCKER_HOST}, else the context of {@code DOCKER_CONTEXT}, else
 * the current one of {@code config.json}, else the local socket.
 *
 * @param host e.g. {@code unix:///var/run/docker.sock} or {@code tcp://build:2376}
 * @param certificates the directory of {@code ca.pem}, {@code cert.pem} and {@code key.pem} where TLS is used
 * @param source what named it, for messages
 */
public record DockerEndpoint(URI host, Optional<Path> certificates, String source) {
    private static final String LOCAL = "unix:///var/run/docker.sock";

    /** @throws OpsException when the context does not exist, or fairlead cannot speak the host's protocol */
    static DockerEndpoint of(Settings settings) {
        DockerConfigFile config = new DockerConfigFile(settings);
        String host = settings.variable("DOCKER_HOST", "");
        if (!host.isEmpty()) {
            boolean tls = !settings.variable("DOCKER_TLS_VERIFY", "").isEmpty();
            String path = settings.variable("DOCKER_CERT_PATH", "");
            Path certificates = path.isEmpty() ? config.directory() : settings.path(path);
            return new DockerEndpoint(
                    uri(host, "DOCKER_HOST"), tls ? Optional.of(certificates) : Optional.empty(), "DOCKER_HOST");
        }
        String context = settings.variable(
                "DOCKER_CONTEXT",
                Files.exists(config.file())
                        ? config.read().path("currentContext").asText("")
                        : "");
        return context.isEmpty() || context.equals("default")
                ? new DockerEndpoint(URI.create(LOCAL), Optional.empty(), "the default")
                : ofContext(config.directory(), context);
    }

    /** Whether it is a socket of this machine. */
    boolean isLocal() {
        return "unix".equals(host.getScheme());
    }

    private static DockerEndpoint ofContext(Path directory, String name) {
        String id = sha256(name);
        Path meta = directory.resolve("contexts/meta").resolve(id).resolve("meta.json");
        JsonNode endpoint;
        try {
            endpoint = JsonTree.read(Files.readAllBytes(meta)).path("Endpoints").path("docker");
        } catch (IOException e) {
            throw new OpsException(
                            FailureKind.NOT_FOUND,
                            "docker's current context \"" + name + "\" cannot be read: no usable " + meta,
                            e)
                    .hint("docker context ls");
        }
        Path tls = directory.resolve("contexts/tls").resolve(id).resolve("docker");
        String source = "docker's context \"" + name + "\"";
        return new DockerEndpoint(
                uri(endpoint.path("Host").asText(LOCAL), source),
                Files.isDirectory(tls) ? Optional.of(tls) : Optional.empty(),
                source);
    }

    private static URI uri(String host, String source) {
        try {
            String whole = host.contains("://") ? host : "tcp://" + host;
            URI uri = URI.create(whole.replaceFirst("^https?://", "tcp://"));
            if ("unix".equals(uri.getScheme()) || "tcp".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, source + " is no address: " + host, e);
        }
        throw new OpsException(
                        FailureKind.USAGE,
                        source + " names " + host + "; fairlead reaches engines over unix:// and tcp:// only")
                .hint("ssh -NL /tmp/docker.sock:/var/run/docker.sock HOST, then DOCKER_HOST=unix:///tmp/docker.sock");
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
