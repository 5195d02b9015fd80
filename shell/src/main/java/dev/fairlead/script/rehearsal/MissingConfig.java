package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Puts something in the place of ConfigMaps, Secrets and claims that the copied pods name and that were not copied, with
 * the keys that the pods name: without them no pod would start.
 */
final class MissingConfig {
    private final CopiedObjects copied;
    private final SecretMask mask;
    private final Map<CopiedKind, Map<String, Set<String>>> wanted = new LinkedHashMap<>();

    MissingConfig(CopiedObjects copied, SecretMask mask) {
        this.copied = copied;
        this.mask = mask;
    }

    void fill() {
        for (ObjectNode workload : copied.running()) {
            String namespace = workload.at("/metadata/namespace").asText();
            for (JsonNode container : CopiedDocuments.containers(workload)) {
                for (JsonNode variable : container.path("env")) {
                    JsonNode from = variable.path("valueFrom");
                    keyed(namespace, "ConfigMap", from.path("configMapKeyRef"));
                    keyed(namespace, "Secret", from.path("secretKeyRef"));
                }
                for (JsonNode all : container.path("envFrom")) {
                    named(namespace, "ConfigMap", all.path("configMapRef").path("name"));
                    named(namespace, "Secret", all.path("secretRef").path("name"));
                }
            }
            for (JsonNode volume : workload.at("/spec/template/spec/volumes")) {
                volume(namespace, volume);
                volume.path("projected").path("sources").forEach(source -> volume(namespace, source));
            }
        }
        wanted.forEach((kind, names) -> names.forEach((name, keys) -> stand(kind, name, keys)));
    }

    private void volume(String namespace, JsonNode volume) {
        JsonNode secret = volume.path("secret");
        items(named(namespace, "ConfigMap", volume.path("configMap").path("name")), volume.path("configMap"));
        items(
                named(namespace, "Secret", secret.has("secretName") ? secret.path("secretName") : secret.path("name")),
                secret);
        named(
                namespace,
                "PersistentVolumeClaim",
                volume.path("persistentVolumeClaim").path("claimName"));
    }

    private static void items(Set<String> keys, JsonNode source) {
        source.path("items").forEach(item -> keys.add(item.path("key").asText()));
    }

    private void keyed(String namespace, String kind, JsonNode reference) {
        Set<String> keys = named(namespace, kind, reference.path("name"));
        if (reference.has("key")) {
            keys.add(reference.path("key").asText());
        }
    }

    private Set<String> named(String namespace, String kind, JsonNode name) {
        CopiedKind of = CopiedKind.ALL.stream()
                .filter(known -> known.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        boolean there = copied.of(of).stream()
                .anyMatch(object -> object.at("/metadata/name").asText().equals(name.asText())
                        && object.at("/metadata/namespace").asText().equals(namespace));
        if (name.asText("").isEmpty() || there) {
            return new LinkedHashSet<>();
        }
        return wanted.computeIfAbsent(of, any -> new LinkedHashMap<>())
                .computeIfAbsent(namespace + "/" + name.asText(), any -> new LinkedHashSet<>());
    }

    private void stand(CopiedKind kind, String where, Set<String> keys) {
        String[] parts = where.split("/", 2);
        ObjectNode object = CopiedDocuments.object(kind.apiVersion(), kind.kind(), parts[0], parts[1]);
        boolean secret = kind.kind().equals("Secret");
        if (kind.kind().equals("PersistentVolumeClaim")) {
            object.putObject("status").put("phase", "Bound");
        } else {
            ObjectNode data = object.putObject("data");
            keys.forEach(key -> data.put(key, secret ? mask.masked(where + key) : "unknown"));
        }
        copied.add(kind, object);
        copied.tell(kind.typed(object) + " was not copied; something stands in for it"
                + (keys.isEmpty() ? "" : " with " + String.join(", ", keys)));
    }
}
