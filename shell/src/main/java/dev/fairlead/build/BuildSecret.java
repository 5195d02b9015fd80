package dev.fairlead.build;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A secret for the build steps that mount it, as docker takes it: {@code id=npm,src=/home/me/.npmrc} or
 * {@code id=token,env=TOKEN}.
 */
public record BuildSecret(String text) {
    private static final Set<String> KEYS = Set.of("id", "src", "source", "env", "type");

    /** @throws OpsException of kind USAGE when it has no id or a key that BuildKit does not know */
    public static BuildSecret parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String field : text.split(",", -1)) {
            String[] pair = field.split("=", 2);
            if (pair.length < 2 || !KEYS.contains(pair[0])) {
                wrong.add(field);
            } else {
                fields.put(pair[0], pair[1]);
            }
        }
        if (!wrong.isEmpty() || fields.getOrDefault("id", "").isEmpty()) {
            String why = wrong.isEmpty() ? "it has no id" : "there is no '" + wrong.get(0) + "' in a secret";
            throw new OpsException(
                    FailureKind.USAGE,
                    "'" + text + "' is no build secret: " + why + "; write id=ID,src=FILE or id=ID,env=VARIABLE");
        }
        return new BuildSecret(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
