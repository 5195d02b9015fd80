package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one kind of route writes down which requests go where. Its routes are a list in the object's spec. */
interface RouteForm {
    /** The name of the list of routes. */
    String routes();

    /** The name of a route's list of targets. */
    String targets();

    /** Whether the target is the stable Service. */
    boolean isStable(JsonNode target);

    /** Whether the target is the candidate. */
    boolean isCanary(JsonNode target);

    /** The candidate in place of a stable target, with all else that the target says. */
    ObjectNode canary(JsonNode stable);

    /**
     * A target's weight.
     *
     * @param alone whether it is its route's only one
     */
    int weight(JsonNode target, boolean alone);

    /** Whether a route's weights must keep this sum. */
    boolean keepsSum(int sum);

    /**
     * What a route asks of a request, with one of the matches asked as well.
     *
     * @throws IllegalArgumentException when the route asks for another value of the same header already
     */
    ArrayNode conditions(JsonNode route, List<RequestMatch> matches);

    /** The name of the conditions in a route. */
    String conditions();

    /** A target without its weight, for messages. */
    String told(JsonNode target);

    /** Targets with their weights, for messages. */
    default String told(ArrayNode targets) {
        List<String> told = new ArrayList<>();
        targets.forEach(t -> told.add(told(t) + " " + weight(t, targets.size() == 1)));
        return told.isEmpty() ? "nothing" : String.join(", ", told);
    }

    /** An object's routes. */
    default ArrayNode list(JsonNode object) {
        return object.path("spec").path(routes()) instanceof ArrayNode list ? list : JsonPieces.array();
    }

    /** The name of a route of its own; empty where it has none. */
    default Optional<String> named(JsonNode route) {
        return Optional.of(route.path("name").asText("")).filter(name -> !name.isEmpty());
    }

    /** A copy of the route for the requests that match, all of which go to the candidate. */
    default ObjectNode matched(ObjectNode route, List<RequestMatch> matches) {
        ObjectNode copy = route.deepCopy();
        // Names of routes are unique.
        named(route).ifPresent(name -> copy.put("name", name + "-" + Routes.CANARY));
        copy.set(conditions(), conditions(route, matches));
        for (JsonNode target : route.path(targets())) {
            if (isStable(target)) {
                ObjectNode canary = canary(target);
                canary.put("weight", Split.WHOLE);
                copy.set(targets(), JsonPieces.array().add(canary));
                break;
            }
        }
        return copy;
    }
}
