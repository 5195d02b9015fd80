package dev.fairlead.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether the engine's configuration allows plain HTTP to a registry ({@code insecure-registries}). */
public final class InsecureRegistries implements Predicate<String> {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final DockerEngine engine;

    public InsecureRegistries(DockerEngine engine) {
        this.engine = engine;
    }

    /** False where the engine cannot be asked: HTTPS is the safe answer. */
    @Override
    public boolean test(String registry) {
        JsonNode config;
        try {
            config = engine.object("ask for insecure registries", "/info", "").path("RegistryConfig");
        } catch (OpsException e) {
            return false;
        }
        JsonNode own = config.path("IndexConfigs").path(registry).path("Secure");
        if (own.isBoolean()) {
            return !own.asBoolean();
        }
        String host = registry.replaceFirst(":\\d+$", "");
        for (JsonNode block : config.path("InsecureRegistryCIDRs")) {
            if (ADDRESS.matcher(host).matches() && contains(block.asText(), host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String block, String address) {
        String[] parts = block.split("/");
        if (parts.length != 2 || !ADDRESS.matcher(parts[0]).matches()) {
            return false;
        }
        int shift = 32 - Integer.parseInt(parts[1]);
        return shift >= 32 || bits(parts[0]) >> shift == bits(address) >> shift;
    }

    private static long bits(String address) {
        long bits = 0;
        for (String part : address.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(part);
        }
        return bits;
    }
}
