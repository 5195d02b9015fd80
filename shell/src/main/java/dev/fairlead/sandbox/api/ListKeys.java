package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the fields of built-in kinds are merged, as the API's schema says it (the x-kubernetes-list and map extensions):
 * lists whose items have an identity, lists that are sets, and objects that are replaced as a whole.
 */
final class ListKeys {
    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
            Map.entry("conditions", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")));

    private static final Set<String> SETS = Set.of("finalizers");
    private static final Set<String> ATOMIC = Set.of(
            "selector",
            "labelSelector",
            "nodeSelector",
            "secretKeyRef",
            "configMapKeyRef",
            "fieldRef",
            "resourceFieldRef",
            "scaleTargetRef",
            "involvedObject",
            "claimRef");

    private ListKeys() {}

    /** What tells the items of a list apart; empty for a list that is replaced as a whole. */
    static Optional<List<String>> of(String field, JsonNode... lists) {
        if (field.equals("ports")) {
            return ports(lists);
        }
        List<String> keys = KEYS.get(field);
        if (keys == null) {
            return Optional.empty();
        }
        for (JsonNode list : lists) {
            for (JsonNode item : list) {
                if (!keys.stream().allMatch(item::has)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(keys);
    }

    static boolean isSet(String field) {
        return SETS.contains(field);
    }

    /** Whether an object has no fields of its own to be owned. */
    static boolean isAtomic(String field) {
        return ATOMIC.contains(field);
    }

    /** A container's are known by containerPort, a Service's by port; the protocol has a default. */
    private static Optional<List<String>> ports(JsonNode... lists) {
        for (String key : List.of("containerPort", "port")) {
            boolean all = true;
            boolean any = false;
            boolean protocols = true;
            for (JsonNode list : lists) {
                for (JsonNode item : list) {
                    any = true;
                    all &= item.has(key);
                    protocols &= item.has("protocol");
                }
            }
            if (any && all) {
                return Optional.of(protocols ? List.of(key, "protocol") : List.of(key));
            }
        }
        return Optional.empty();
    }
}
