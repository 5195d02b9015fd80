package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.docker.HelperProgram;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.json.JsonTree;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A program that gives the login of a kubeconfig's user, by the protocol of {@code client.authentication.k8s.io}.
 *
 * @param interactive {@code Never}, {@code IfAvailable} or {@code Always}
 * @param clusterInfo whether it is told which cluster it is for
 * @param installHint what its author says to those who do not have it; empty for nothing
 */
record ExecPlugin(
        String command,
        List<String> arguments,
        Map<String, String> environment,
        String apiVersion,
        String interactive,
        boolean clusterInfo,
        String installHint) {
    private static final String GROUP = "client.authentication.k8s.io/";
    private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1", GROUP + "v1alpha1");
    private static final Set<String> MODES = Set.of("Never", "IfAvailable", "Always");

    static ExecPlugin of(KubeEntry exec) {
        String version = exec.text("apiVersion").orElseThrow(() -> exec.invalid("names no apiVersion"));
        if (!VERSIONS.contains(version)) {
            throw exec.invalid("has an unknown apiVersion: " + version);
        }
        Optional<String> mode = exec.text("interactiveMode");
        if (mode.isEmpty() && version.equals(GROUP + "v1")) {
            throw exec.invalid("names no interactiveMode: Never, IfAvailable or Always");
        }
        if (mode.filter(known -> !MODES.contains(known)).isPresent()) {
            throw exec.invalid("has an unknown interactiveMode: " + mode.get());
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : exec.fields().path("env")) {
            KubeEntry entry = new KubeEntry("env of " + exec.what(), variable);
            environment.put(
                    entry.text("name").orElseThrow(() -> entry.invalid("names no variable")),
                    entry.text("value").orElse(""));
        }
        return new ExecPlugin(
                exec.text("command").orElseThrow(() -> exec.invalid("names no command")),
                exec.texts("args"),
                environment,
                version,
                mode.orElse("IfAvailable"),
                exec.flag("provideClusterInfo"),
                exec.text("installHint")
                        .orElse("")
                        .replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "")
                        .strip());
    }

    /**
     * Runs it.
     *
     * @throws OpsException of kind NOT_FOUND when it is not installed, DENIED with its own words when it fails
     */
    ExecCredential run(KubeCluster cluster, Settings settings) {
        HelperProgram program = HelperProgram.find(settings, command).orElseThrow(this::missing);
        boolean terminal = !interactive.equals("Never") && standardInputIsTerminal();
        if (interactive.equals("Always") && !terminal) {
            throw failed("wants to ask questions, and standard input is no terminal", List.of());
        }
        Process process = null;
        try {
            ProcessBuilder builder = program.builder(arguments);
            builder.environment().putAll(environment);
            builder.environment()
                    .put("KUBERNETES_EXEC_INFO", info(cluster, terminal).toString());
            if (terminal) {
                // It may ask, so its questions must be seen while it runs.
                builder.redirectInput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
            } else {
                builder.redirectInput(Path.of("/dev/null").toFile());
            }
            Process started = builder.start();
            process = started;
            CompletableFuture<String> words = CompletableFuture.supplyAsync(() -> text(started.getErrorStream()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(started.getInputStream()));
            int code = started.waitFor();
            if (code != 0) {
                throw failed("failed with exit code " + code, lines(words.join()));
            }
            return credential(output.join(), lines(words.join()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while the credential plugin " + command + " was running");
        } catch (IOException e) {
            throw failed("cannot be started: " + SystemFailures.why(e), List.of());
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private ObjectNode info(KubeCluster cluster, boolean terminal) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("kind", "ExecCredential").put("apiVersion", apiVersion);
        ObjectNode spec = info.putObject("spec");
        if (clusterInfo) {
            ObjectNode told = spec.putObject("cluster").put("server", cluster.server());
            cluster.serverName().ifPresent(name -> told.put("tls-server-name", name));
            if (cluster.insecure()) {
                told.put("insecure-skip-tls-verify", true);
            }
            if (cluster.authorityData().length > 0) {
                told.put("certificate-authority-data", Base64.getEncoder().encodeToString(cluster.authorityData()));
            }
            cluster.proxyUrl().ifPresent(url -> told.put("proxy-url", url));
            if (!cluster.compressed()) {
                told.put("disable-compression", true);
            }
            told.set("config", cluster.execConfig());
        }
        spec.put("interactive", terminal);
        return info;
    }

    private ExecCredential credential(String output, List<String> words) {
        JsonNode answer;
        try {
            answer = JsonTree.read(output);
        } catch (IOException e) {
            throw failed("answered with something else than an ExecCredential", words);
        }
        String version = answer.path("apiVersion").asText("");
        if (!version.equals(apiVersion) || !answer.path("kind").asText("").equals("ExecCredential")) {
            throw failed(
                    "answered with " + (version.isEmpty() ? "no apiVersion" : version) + " instead of " + apiVersion,
                    words);
        }
        JsonNode status = answer.path("status");
        String certificate = status.path("clientCertificateData").asText("");
        String key = status.path("clientKeyData").asText("");
        String token = status.path("token").asText("");
        if (certificate.isEmpty() != key.isEmpty()) {
            throw failed("gave only one of certificate and key", words);
        }
        if (token.isEmpty() && certificate.isEmpty()) {
            throw failed("gave neither a token nor a certificate", words);
        }
        Optional<ClientCertificate> login = certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(ClientCertificate.of(
                        "the certificate that the credential plugin " + command + " gave",
                        certificate.getBytes(StandardCharsets.UTF_8),
                        key.getBytes(StandardCharsets.UTF_8)));
        return new ExecCredential(token, certificate, login, expiry(status, words));
    }

    private Optional<Instant> expiry(JsonNode status, List<String> words) {
        String text = status.path("expirationTimestamp").asText("");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw failed("gave an expirationTimestamp that is no time: " + text, words);
        }
    }

    private OpsException missing() {
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "the credential plugin " + command + " is not installed, or not on the PATH")
                .details(lines(installHint));
    }

    private OpsException failed(String why, List<String> words) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments);
        return new OpsException(FailureKind.DENIED, "the credential plugin " + command + " " + why)
                .details(words)
                .hint(String.join(" ", line.stream().map(ExecPlugin::quoted).toList()));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Told by what the process was given, since the JDK knows only of input and output together. */
    private static boolean standardInputIsTerminal() {
        try {
            String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
        } catch (IOException e) {
            return System.console() != null;
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
