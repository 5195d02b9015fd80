package dev.fairlead.rollout.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.docker.RegistryLogin;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A secret that pods pull with.
 *
 * @param of who names it, e.g. {@code the pod} or {@code service account default}
 * @param there whether it exists
 * @param type e.g. {@code kubernetes.io/dockerconfigjson}
 * @param logins by the registry's host; empty where the content is no docker configuration
 */
record PullSecret(String name, String of, boolean there, String type, Map<String, RegistryLogin> logins) {
    static final String TYPE = "kubernetes.io/dockerconfigjson";
    static final String OLD_TYPE = "kubernetes.io/dockercfg";
    private static final String DOCKER_HUB = "docker.io";

    static PullSecret missing(String name, String of) {
        return new PullSecret(name, of, false, "", Map.of());
    }

    static PullSecret read(Secret secret, String of, ObjectMapper mapper) {
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        JsonNode config =
                json(data.getOrDefault(".dockerconfigjson", ""), mapper).path("auths");
        JsonNode auths = config.isObject() ? config : json(data.getOrDefault(".dockercfg", ""), mapper);
        Map<String, RegistryLogin> logins = new TreeMap<>();
        auths.properties().forEach(entry -> logins.put(host(entry.getKey()), login(entry.getValue())));
        return new PullSecret(
                secret.getMetadata().getName(), of, true, String.valueOf(secret.getType()), Map.copyOf(logins));
    }

    boolean isForPulls() {
        return type.equals(TYPE) || type.equals(OLD_TYPE);
    }

    private static JsonNode json(String base64, ObjectMapper mapper) {
        try {
            return mapper.readTree(decoded(base64));
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    private static RegistryLogin login(JsonNode entry) {
        String auth = decoded(entry.path("auth").asText(""));
        int colon = auth.indexOf(':');
        return colon > 0
                ? RegistryLogin.of(auth.substring(0, colon), auth.substring(colon + 1))
                : RegistryLogin.of(
                        entry.path("username").asText(""),
                        entry.path("password").asText(""));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Keys may be URLs; Docker Hub has several names. */
    private static String host(String key) {
        String host = key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return host.equals("index.docker.io") || host.equals("registry-1.docker.io") ? DOCKER_HUB : host;
    }
}
