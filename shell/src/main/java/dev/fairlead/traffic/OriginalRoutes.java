package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object's routes said before: those that send to the Service, and those that send to the candidate alone.
 *
 * @param routes by their place, in their order
 * @param prepared by others, for the candidate
 */
record OriginalRoutes(List<Route> routes, List<JsonNode> prepared) {

    /** @param at its place in the list when it was found, from 0 */
    record Route(int at, ObjectNode route) {
        /** As the first is 1. */
        String told() {
            String name = route.path("name").asText("");
            return "route " + (at + 1) + (name.isEmpty() ? "" : " (" + name + ")");
        }
    }

    static OriginalRoutes of(RouteForm form, JsonNode object) {
        List<Route> routes = new ArrayList<>();
        List<JsonNode> prepared = new ArrayList<>();
        ArrayNode list = form.list(object);
        for (int i = 0; i < list.size(); i++) {
            JsonNode route = list.get(i);
            if (share(form, route) > 0) {
                routes.add(new Route(i, (ObjectNode) route));
            } else if (onlyCanary(form, route)) {
                prepared.add(route);
            }
        }
        return new OriginalRoutes(routes, prepared);
    }

    /** The weight of the stable Service and of the candidate together, where a route sends to the stable one at all. */
    private static int share(RouteForm form, JsonNode route) {
        JsonNode targets = route.path(form.targets());
        boolean carries = false;
        int share = 0;
        for (JsonNode target : targets) {
            carries |= form.isStable(target);
            share += form.isStable(target) || form.isCanary(target) ? form.weight(target, targets.size() == 1) : 0;
        }
        return carries ? share : 0;
    }

    static boolean onlyCanary(RouteForm form, JsonNode route) {
        boolean only = !route.path(form.targets()).isEmpty();
        for (JsonNode target : route.path(form.targets())) {
            only &= form.isCanary(target);
        }
        return only;
    }

    static OriginalRoutes read(JsonNode json) {
        List<Route> routes = new ArrayList<>();
        json.path("routes")
                .forEach(kept -> routes.add(new Route(kept.path("at").asInt(), (ObjectNode) kept.path("route"))));
        List<JsonNode> prepared = new ArrayList<>();
        json.path("prepared").forEach(prepared::add);
        return new OriginalRoutes(routes, prepared);
    }

    ObjectNode json() {
        ObjectNode json = JsonPieces.object();
        ArrayNode list = json.putArray("routes");
        routes.forEach(kept -> list.addObject().put("at", kept.at()).set("route", kept.route()));
        json.putArray("prepared").addAll(prepared);
        return json;
    }
}
