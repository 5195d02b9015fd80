package dev.fairlead.script.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares an object with what was expected of it. */
final class ObjectCheck {
    private final ClusterClient cluster;

    ObjectCheck(ClusterClient cluster) {
        this.cluster = cluster;
    }

    List<Mismatch> mismatches(ExpectedObject expected) {
        String where = expected.namespace().isEmpty() ? "" : " in " + expected.namespace();
        String name = expected.object() + where;
        Optional<JsonNode> found;
        try {
            found = find(expected);
        } catch (OpsException e) {
            return List.of(new Mismatch(name, expected.absent() ? "absent" : "there", e.message()));
        }
        if (expected.absent() || found.isEmpty()) {
            boolean well = expected.absent() && found.isEmpty();
            return well
                    ? List.of()
                    : List.of(new Mismatch(
                            name, expected.absent() ? "absent" : "there", found.isEmpty() ? "absent" : "there"));
        }
        List<Mismatch> mismatches = new ArrayList<>();
        expected.fields().forEach((path, wanted) -> {
            String actual = shown(found.get().at(pointer(path)));
            if (!actual.equals(wanted)) {
                mismatches.add(new Mismatch(name + " " + path, wanted, actual));
            }
        });
        return mismatches;
    }

    private Optional<JsonNode> find(ExpectedObject expected) {
        String[] parts = expected.object().split("/", 2);
        ResourceType type = cluster.discovery().find(parts[0]);
        String namespace = expected.namespace().isEmpty() ? cluster.namespace() : expected.namespace();
        return cluster.find(type.path(type.namespaced() ? namespace : "", parts[1]));
    }

    /** {@code spec.ports[0].port} and {@code metadata.annotations['a.b/c']} as JSON pointers. */
    static String pointer(String path) {
        StringBuilder pointer = new StringBuilder();
        String left = path.startsWith(".") ? path.substring(1) : path;
        while (!left.isEmpty()) {
            int end;
            String key;
            if (left.startsWith("['") && left.contains("']")) {
                end = left.indexOf("']") + 2;
                key = left.substring(2, end - 2);
            } else if (left.startsWith("[") && left.contains("]")) {
                end = left.indexOf(']') + 1;
                key = left.substring(1, end - 1);
            } else {
                end = (int) left.chars().takeWhile(c -> c != '.' && c != '[').count();
                key = left.substring(0, end);
            }
            pointer.append('/').append(key.replace("~", "~0").replace("/", "~1"));
            left = left.substring(end);
            left = left.startsWith(".") ? left.substring(1) : left;
        }
        return pointer.toString();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "(not there)" : value.isValueNode() ? value.asText() : value.toString();
    }
}
