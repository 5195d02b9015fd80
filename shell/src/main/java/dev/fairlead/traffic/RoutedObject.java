package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An object of somebody else's in which requests are shared out, with what it said before.
 *
 * @param namespace its own, which need not be the Service's
 * @param uid of the object that was read
 * @param kept what is put back; only the package knows its form
 */
public record RoutedObject(String apiVersion, String kind, String namespace, String name, String uid, JsonNode kept) {

    static RoutedObject of(JsonNode object, JsonNode kept) {
        return new RoutedObject(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                JsonPieces.namespace(object),
                JsonPieces.name(object),
                object.at("/metadata/uid").asText(),
                kept);
    }

    /** Another of its kind in its namespace. */
    RoutedObject named(String other) {
        return new RoutedObject(apiVersion, kind, namespace, other, uid, kept);
    }

    /** {@code VirtualService web}, for messages. */
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
