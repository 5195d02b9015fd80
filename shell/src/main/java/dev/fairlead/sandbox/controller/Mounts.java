package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import java.util.Optional;

/** The ConfigMaps and Secrets that a pod's containers and volumes name, and what of them is missing. */
final class Mounts {
    private final ControllerClient client;
    private final JsonNode pod;

    Mounts(ControllerClient client, JsonNode pod) {
        this.client = client;
        this.pod = pod;
    }

    /** The kubelet's words on the first volume that cannot be filled; empty where all can. */
    Optional<String> missingVolume() {
        for (JsonNode volume : pod.at("/spec/volumes")) {
            String name = volume.path("name").asText();
            Optional<String> why = source(volume.path("configMap"), "name", Kinds.CONFIG_MAP)
                    .or(() -> source(volume.path("secret"), "secretName", Kinds.SECRET))
                    .or(() -> claim(volume.path("persistentVolumeClaim")));
            if (why.isPresent()) {
                return Optional.of("MountVolume.SetUp failed for volume \"" + name + "\" : " + why.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> source(JsonNode source, String field, Kind kind) {
        String name = source.path(field).asText("");
        if (name.isEmpty() || source.path("optional").asBoolean()) {
            return Optional.empty();
        }
        Optional<ObjectNode> found = client.find(kind, ObjectJson.namespace(pod), name);
        if (found.isEmpty()) {
            return Optional.of(kind.singular() + " \"" + name + "\" not found");
        }
        for (JsonNode item : source.path("items")) {
            String key = item.path("key").asText();
            if (!found.get().path("data").has(key)) {
                return Optional.of(kind.singular() + " references non-existent " + kind.singular() + " key: " + key);
            }
        }
        return Optional.empty();
    }

    private Optional<String> claim(JsonNode source) {
        String name = source.path("claimName").asText("");
        return name.isEmpty()
                        || client.find(Kinds.CLAIM, ObjectJson.namespace(pod), name)
                                .isPresent()
                ? Optional.empty()
                : Optional.of("persistentvolumeclaim \"" + name + "\" not found");
    }

    /** The kubelet's words on the first variable of a container that has no value; empty where all have. */
    Optional<String> missingVariable(JsonNode container) {
        for (JsonNode source : container.path("envFrom")) {
            Optional<String> why = object(source.path("configMapRef"), Kinds.CONFIG_MAP)
                    .or(() -> object(source.path("secretRef"), Kinds.SECRET));
            if (why.isPresent()) {
                return why;
            }
        }
        for (JsonNode variable : container.path("env")) {
            JsonNode from = variable.path("valueFrom");
            Optional<String> why = key(from.path("configMapKeyRef"), Kinds.CONFIG_MAP)
                    .or(() -> key(from.path("secretKeyRef"), Kinds.SECRET));
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    private Optional<String> object(JsonNode reference, Kind kind) {
        String name = reference.path("name").asText("");
        boolean needed = !name.isEmpty() && !reference.path("optional").asBoolean();
        return needed && client.find(kind, ObjectJson.namespace(pod), name).isEmpty()
                ? Optional.of(kind.singular() + " \"" + name + "\" not found")
                : Optional.empty();
    }

    private Optional<String> key(JsonNode reference, Kind kind) {
        Optional<String> missing = object(reference, kind);
        String name = reference.path("name").asText("");
        if (missing.isPresent() || name.isEmpty() || reference.path("optional").asBoolean()) {
            return missing;
        }
        String key = reference.path("key").asText();
        boolean there = client.find(kind, ObjectJson.namespace(pod), name)
                .filter(object -> object.path("data").has(key))
                .isPresent();
        return there
                ? Optional.empty()
                : Optional.of("couldn't find key " + key + " in " + kind.name() + " " + ObjectJson.namespace(pod) + "/"
                        + name);
    }
}
