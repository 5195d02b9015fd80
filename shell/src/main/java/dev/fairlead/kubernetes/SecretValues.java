package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of a Secret that was sent to a server, which may quote them where it refuses it. */
final class SecretValues {
    private static final String MASK = "***";
    private static final Pattern SECRETS = Pattern.compile("/api/v1/namespaces/[^/]+/secrets(?:/[^/?]+)?(?:\\?.*)?");
    private static final Set<String> HOLDERS = Set.of("data", "stringData", "value");

    /** Go's JSON decoders show what stands around the place of an error, cut off anywhere. */
    private static final Pattern AROUND =
            Pattern.compile(",? ?error found in #\\d+ byte of \\.\\.\\.\\|.*\\|\\.\\.\\.", Pattern.DOTALL);

    private static final Pattern UNTYPED = Pattern.compile("valueUnstructured\\{Value:[^}]*}", Pattern.DOTALL);

    /** Shorter ones stand in other words as well, so only whole quoted texts are masked. */
    private static final int LONG_ENOUGH = 4;

    private final Set<String> values =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private SecretValues(JsonNode body) {
        collect(body, false);
    }

    /**
     * An answer that does not repeat what was sent.
     *
     * @param path that it was sent to
     * @param body null for none
     */
    static String masked(ApiPath path, @Nullable JsonNode body, String answer) {
        if (body == null || !SECRETS.matcher(path.toString()).matches()) {
            return answer;
        }
        SecretValues values = new SecretValues(body);
        try {
            JsonNode status = JsonTree.read(answer);
            return status.isObject() ? values.masked(status).toString() : values.masked(answer);
        } catch (IOException e) {
            return values.masked(answer);
        }
    }

    private void collect(JsonNode node, boolean held) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                collect(field.getValue(), held || HOLDERS.contains(field.getKey()));
                if (field.getKey().equals("kubectl.kubernetes.io/last-applied-configuration")) {
                    applied(field.getValue().asText());
                }
            });
        } else if (node.isArray()) {
            node.forEach(item -> collect(item, held));
        } else if (held && !node.isNull()) {
            add(node.asText());
        }
    }

    private void applied(String manifest) {
        try {
            collect(JsonTree.read(manifest), false);
        } catch (IOException e) {
            // Not what kubectl writes.
            add(manifest);
        }
    }

    /** As it is, as it is in base64 or was before, and as Go quotes it. */
    private void add(String value) {
        List<String> forms = new ArrayList<>(List.of(value));
        forms.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        try {
            forms.add(new String(Base64.getDecoder().decode(value.replaceAll("[\\r\\n]", "")), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // Plain text; the other forms are all there are.
        }
        for (String form : forms) {
            values.add(form);
            String quoted = TextNode.valueOf(form).toString();
            values.add(quoted.substring(1, quoted.length() - 1));
            form.lines().map(String::strip).forEach(values::add);
        }
        values.removeIf(String::isBlank);
    }

    private JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(masked(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(masked(node.asText()));
        }
        return node;
    }

    private String masked(String text) {
        String masked = UNTYPED.matcher(AROUND.matcher(text).replaceAll(""))
                .replaceAll("valueUnstructured{Value:" + MASK + "}");
        for (String value : values) {
            masked = value.length() < LONG_ENOUGH
                    ? masked.replace("\"" + value + "\"", "\"" + MASK + "\"")
                    : masked.replace(value, MASK);
        }
        return masked;
    }
}
