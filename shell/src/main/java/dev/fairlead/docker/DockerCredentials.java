package dev.fairlead.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The registry logins that docker keeps: in the program that {@code credHelpers} names for the registry, else in that of
 * {@code credsStore}, else in {@code auths}. Both tools read what the other stored.
 */
public final class DockerCredentials {
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private final Settings settings;
    private final DockerConfigFile config;

    public DockerCredentials(Settings settings) {
        this.settings = settings;
        this.config = new DockerConfigFile(settings);
    }

    /** @param registry a host, with its port where it has one; {@code docker.io} is Docker Hub */
    public Optional<RegistryLogin> lookup(String registry) {
        ObjectNode document = config.read();
        String key = key(registry);
        Optional<CredentialProgram> program = program(document, key);
        return program.isPresent() ? program.get().get(key) : stored(document, key);
    }

    /** Every login that {@code auths} names and that can be had; a program that fails is passed over. */
    public Map<String, RegistryLogin> all() {
        ObjectNode document = config.read();
        TreeSet<String> keys = new TreeSet<>();
        document.path("auths").fieldNames().forEachRemaining(keys::add);
        document.path("credHelpers").fieldNames().forEachRemaining(keys::add);
        Map<String, RegistryLogin> logins = new LinkedHashMap<>();
        for (String key : keys) {
            try {
                lookup(key).ifPresent(login -> logins.put(key, login));
            } catch (OpsException e) {
                // A registry that this work may not need must not stop it; one that it needs will say so.
            }
        }
        return logins;
    }

    /** @return where it is kept now, e.g. the file or {@code docker-credential-pass} */
    public String store(String registry, RegistryLogin login) {
        ObjectNode document = config.read();
        String key = key(registry);
        Optional<CredentialProgram> program = program(document, key);
        ObjectNode entry = document.withObject("/auths").putObject(key);
        if (program.isPresent()) {
            program.get().store(key, login);
        } else if (login.identityToken().isEmpty()) {
            entry.put("auth", encoded(login));
        } else {
            entry.put("auth", encoded(login)).put("identitytoken", login.identityToken());
        }
        config.write(document);
        return program.isPresent()
                ? "docker-credential-" + helper(document, key)
                : config.file().toString();
    }

    /** @return whether there was one */
    public boolean erase(String registry) {
        ObjectNode document = config.read();
        String key = key(registry);
        boolean known = lookup(registry).isPresent();
        program(document, key).ifPresent(program -> program.erase(key));
        if (document.get("auths") instanceof ObjectNode auths && auths.remove(key) != null) {
            config.write(document);
        }
        return known;
    }

    private Optional<CredentialProgram> program(ObjectNode document, String key) {
        String helper = helper(document, key);
        return helper.isEmpty() ? Optional.empty() : Optional.of(new CredentialProgram(settings, helper));
    }

    private static String helper(ObjectNode document, String key) {
        String own = document.path("credHelpers").path(key).asText("");
        return own.isEmpty() ? document.path("credsStore").asText("") : own;
    }

    private static Optional<RegistryLogin> stored(ObjectNode document, String key) {
        JsonNode auths = document.path("auths");
        if (auths.has(key)) {
            return login(auths.get(key), key);
        }
        // Old entries carry a scheme and a path; docker compares host names then.
        for (Map.Entry<String, JsonNode> entry : auths.properties()) {
            if (host(entry.getKey()).equals(host(key))) {
                return login(entry.getValue(), key);
            }
        }
        return Optional.empty();
    }

    private static Optional<RegistryLogin> login(JsonNode entry, String key) {
        String token = entry.path("identitytoken").asText("");
        String user = entry.path("username").asText("");
        String password = entry.path("password").asText("");
        String auth = entry.path("auth").asText("");
        if (!auth.isEmpty()) {
            String decoded = decoded(auth, key);
            user = decoded.substring(0, decoded.indexOf(':'));
            password = decoded.substring(decoded.indexOf(':') + 1);
        }
        return user.isEmpty() && token.isEmpty()
                ? Optional.empty()
                : Optional.of(new RegistryLogin(user, token.isEmpty() ? password : "", token));
    }

    private static String decoded(String auth, String key) {
        try {
            String text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            if (text.indexOf(':') > 0) {
                return text.replaceAll("\0+$", "");
            }
        } catch (IllegalArgumentException e) {
            // The message below says it.
        }
        throw new OpsException(FailureKind.INVALID, "the stored login for " + key + " cannot be read")
                .hint("image login " + host(key));
    }

    private static String encoded(RegistryLogin login) {
        byte[] text = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    /** The name under which docker files a registry. */
    private static String key(String registry) {
        return registry.equals(DOCKER_HUB) || registry.equals("index.docker.io") ? DOCKER_HUB_KEY : registry;
    }

    private static String host(String key) {
        String rest = key.replaceFirst("^https?://", "");
        return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
    }
}
