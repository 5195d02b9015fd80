package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PATCH requests in all of their four forms. */
final class Patches {
    private final ObjectRequests objects;
    private final Store store;

    Patches(ObjectRequests objects, Store store) {
        this.objects = objects;
        this.store = store;
    }

    ObjectNode patch(Address at, Request request, JsonNode patch) {
        Write write = Write.of(request, at.subresource());
        synchronized (store) {
            if (request.contentType().startsWith("application/apply-patch")) {
                return apply(at, request, (ObjectNode) patch);
            }
            ObjectNode before = objects.get(at.kind(), at.namespace(), at.name());
            JsonNode patched = patched(at.kind(), request.contentType(), before, patch);
            if (!(patched instanceof ObjectNode object)
                    || !object.at("/metadata/name").asText().equals(at.name())) {
                throw StatusRefusal.bad("the name of the object may not be changed");
            }
            if (request.option("fieldValidation").equals("Strict")) {
                SchemaCheck.strict(at.kind(), object);
            }
            return objects.update(at.kind(), object, write);
        }
    }

    static JsonNode patched(Kind kind, String contentType, JsonNode before, JsonNode patch) {
        if (contentType.startsWith("application/json-patch")) {
            return Merging.json(before, patch);
        }
        if (contentType.startsWith("application/strategic-merge-patch") && !kind.custom()) {
            return Merging.strategic(before, patch);
        }
        if (contentType.startsWith("application/merge-patch")) {
            return Merging.merge(before, patch);
        }
        throw StatusRefusal.bad("the body of the request was in an unknown format - accepted media types include:"
                + " application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }

    private ObjectNode apply(Address at, Request request, ObjectNode config) {
        Kind kind = at.kind();
        if (!at.subresource().isEmpty()) {
            throw StatusRefusal.cannot("apply to the subresource " + at.subresource());
        }
        if (!config.at("/metadata/managedFields").isEmpty()) {
            throw StatusRefusal.bad("metadata.managedFields must be nil");
        }
        checkSchema(kind, at, config);
        if (!kind.custom()) {
            checkDuplicates(at, config, "");
        }
        protocols(config);
        String now = objects.stamps().now();
        Optional<ObjectNode> live = objects.find(kind, at.namespace(), at.name());
        Write write = new Write(request.manager(), "apply", request.isDryRun());
        ObjectNode from = live.orElseGet(() -> config.objectNode());
        ObjectNode wanted = config.deepCopy();
        wanted.remove("status");
        ObjectNode merged =
                FieldTracking.applied(from, wanted, request.manager(), request.is("force"), kind.custom(), now);
        merged.withObject("/metadata").put("name", at.name());
        if (live.isEmpty()) {
            return objects.create(kind, at.namespace(), merged, write);
        }
        if (kind.namespaced()) {
            merged.withObject("/metadata").put("namespace", at.namespace());
        }
        return objects.update(kind, merged, write);
    }

    private static void checkSchema(Kind kind, Address at, ObjectNode config) {
        SchemaCheck.of(kind, config).ifPresent(problem -> {
            throw StatusRefusal.untyped(at, problem.path(), problem.what());
        });
    }

    /** Two items of a list that are one to whoever merges it. */
    private static void checkDuplicates(Address at, JsonNode config, String path) {
        for (var field : config.properties()) {
            String here = path + "." + field.getKey();
            checkDuplicates(at, field.getValue(), here);
            var keys = field.getKey().equals("ports")
                    ? Optional.<List<String>>empty()
                    : ListKeys.of(field.getKey(), field.getValue());
            Set<String> known = new HashSet<>();
            for (JsonNode item : field.getValue().isArray() ? field.getValue() : JsonNodeFactory.instance.arrayNode()) {
                checkDuplicates(at, item, here);
                String identity = keys.stream()
                        .flatMap(List::stream)
                        .map(key -> key + "=" + item.path(key))
                        .collect(Collectors.joining(","));
                if (keys.isPresent() && !known.add(identity)) {
                    throw StatusRefusal.untyped(at, here, "duplicate entries for key [" + identity + "]");
                }
            }
        }
    }

    /** Ports are known by their protocol too, which has a default. */
    private static void protocols(JsonNode config) {
        if (config.isObject()) {
            config.properties().forEach(field -> {
                if (field.getKey().equals("ports")) {
                    field.getValue().forEach(port -> {
                        boolean known = port.has("containerPort") || port.has("port");
                        if (known && port instanceof ObjectNode spelt && !spelt.has("protocol")) {
                            spelt.put("protocol", "TCP");
                        }
                    });
                }
            });
        }
        config.forEach(Patches::protocols);
    }
}
