package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The subresource {@code scale}: how many replicas there are and shall be. */
final class Scales {
    private final ObjectRequests objects;

    Scales(ObjectRequests objects) {
        this.objects = objects;
    }

    ObjectNode of(ObjectNode object) {
        ObjectNode scale = object.objectNode();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            metadata.set(field, object.at("/metadata").path(field));
        }
        scale.putObject("spec").put("replicas", object.at("/spec/replicas").asInt());
        scale.putObject("status").put("replicas", object.at("/status/replicas").asInt());
        return scale;
    }

    ObjectNode write(Address at, JsonNode scale, Request request) {
        ObjectNode object = objects.get(at.kind(), at.namespace(), at.name()).deepCopy();
        object.withObject("/spec").put("replicas", scale.at("/spec/replicas").asInt());
        return of(objects.update(at.kind(), object, Write.of(request, "")));
    }
}
