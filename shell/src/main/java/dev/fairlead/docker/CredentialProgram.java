package dev.fairlead.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One {@code docker-credential-NAME} program: {@code get}, {@code store} and {@code erase} over standard input. */
final class CredentialProgram {
    private static final long SECONDS = 60;
    private static final String TOKEN_USER = "<token>";

    private final Settings settings;
    private final String name;
    private final ObjectMapper mapper = new ObjectMapper();

    CredentialProgram(Settings settings, String helper) {
        this.settings = settings;
        this.name = "docker-credential-" + helper;
    }

    Optional<RegistryLogin> get(String server) {
        Answer answer = run("get", server);
        if (answer.code() != 0) {
            if (answer.text().contains("credentials not found")) {
                return Optional.empty();
            }
            throw failed("get", server, answer.text());
        }
        try {
            JsonNode node = mapper.readTree(answer.text());
            if (!node.isObject()) {
                throw failed("get", server, answer.text().isBlank() ? "it said nothing" : "its answer is no login");
            }
            String user = node.path("Username").asText();
            String secret = node.path("Secret").asText();
            if (user.isEmpty() && secret.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    user.equals(TOKEN_USER) ? new RegistryLogin("", "", secret) : RegistryLogin.of(user, secret));
        } catch (JsonProcessingException e) {
            throw failed("get", server, "its answer is no JSON");
        }
    }

    void store(String server, RegistryLogin login) {
        boolean token = !login.identityToken().isEmpty();
        Map<String, String> entry = Map.of(
                "ServerURL", server,
                "Username", token ? TOKEN_USER : login.user(),
                "Secret", token ? login.identityToken() : login.password());
        try {
            check("store", server, run("store", mapper.writeValueAsString(entry)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void erase(String server) {
        Answer answer = run("erase", server);
        if (!answer.text().contains("credentials not found")) {
            check("erase", server, answer);
        }
    }

    private void check(String verb, String server, Answer answer) {
        if (answer.code() != 0) {
            throw failed(verb, server, answer.text());
        }
    }

    private Answer run(String verb, String input) {
        HelperProgram program = HelperProgram.find(settings, name)
                .orElseThrow(() -> new OpsException(
                        FailureKind.NOT_FOUND,
                        "docker's config.json names the credential program " + name + ", which is not on the PATH"));
        Process process = null;
        try {
            Process started = program.start(List.of(verb));
            process = started;
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(started.getErrorStream()));
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(started.getInputStream()));
            hand(started, input);
            if (!started.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new OpsException(FailureKind.TIMEOUT, name + " " + verb + " did not answer in " + SECONDS + " s");
            }
            String said = output.join();
            return new Answer(started.exitValue(), said.isBlank() ? errors.join() : said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while " + name + " " + verb + " was running");
        } catch (IOException e) {
            throw failed(verb, "a registry", String.valueOf(e.getMessage()));
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** A program may answer without reading, or end before it does; what it says then counts all the same. */
    private static void hand(Process started, String input) {
        try (OutputStream in = started.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Its pipe is closed: its answer and its exit code tell what came of it.
        }
    }

    private static String text(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private OpsException failed(String verb, String server, String why) {
        return new OpsException(FailureKind.FAILED, name + " " + verb + " for " + server + " failed: " + why.strip());
    }

    private record Answer(int code, String text) {}
}
