package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A ConfigMap or Secret that pods are configured by.
 *
 * @param kind {@code configmap} or {@code secret}
 */
public record ConfigRef(String kind, String name) implements Comparable<ConfigRef> {
    public static final List<String> KINDS = List.of("configmap", "secret");

    /** What a pod template names as variables or as volumes; credentials of registries are no configuration. */
    public static Set<ConfigRef> of(JsonNode template) {
        Set<ConfigRef> refs = new TreeSet<>();
        JsonNode pod = template.path("spec");
        for (String kind : List.of("initContainers", "containers", "ephemeralContainers")) {
            for (JsonNode container : pod.path(kind)) {
                container.path("env").forEach(env -> {
                    add(refs, "configmap", env.at("/valueFrom/configMapKeyRef/name"));
                    add(refs, "secret", env.at("/valueFrom/secretKeyRef/name"));
                });
                container.path("envFrom").forEach(from -> {
                    add(refs, "configmap", from.at("/configMapRef/name"));
                    add(refs, "secret", from.at("/secretRef/name"));
                });
            }
        }
        for (JsonNode volume : pod.path("volumes")) {
            add(refs, "secret", volume.at("/secret/secretName"));
            List<JsonNode> sources = new ArrayList<>(List.of(volume));
            volume.at("/projected/sources").forEach(sources::add);
            sources.forEach(source -> {
                add(refs, "configmap", source.at("/configMap/name"));
                add(refs, "secret", source.at("/secret/name"));
            });
        }
        return refs;
    }

    private static void add(Set<ConfigRef> refs, String kind, JsonNode name) {
        if (!name.asText("").isEmpty()) {
            refs.add(new ConfigRef(kind, name.asText()));
        }
    }

    public static Set<String> kinds(Set<ConfigRef> refs) {
        return refs.stream().map(ConfigRef::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public int compareTo(ConfigRef other) {
        return toString().compareTo(other.toString());
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
