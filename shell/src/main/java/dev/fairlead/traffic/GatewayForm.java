package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The rules of the Gateway API's HTTPRoutes and GRPCRoutes.
 *
 * @param namespace the route's own
 */
record GatewayForm(ServiceName stable, ServiceName canary, String namespace) implements RouteForm {
    @Override
    public String routes() {
        return "rules";
    }

    @Override
    public String targets() {
        return "backendRefs";
    }

    @Override
    public String conditions() {
        return "matches";
    }

    @Override
    public boolean isStable(JsonNode target) {
        return is(stable, target);
    }

    @Override
    public boolean isCanary(JsonNode target) {
        return is(canary, target);
    }

    @Override
    public ObjectNode canary(JsonNode target) {
        ObjectNode copy = target.deepCopy();
        return copy.put("name", canary.name());
    }

    @Override
    public int weight(JsonNode target, boolean alone) {
        return target.path("weight").asInt(1);
    }

    /** Weights are proportions. */
    @Override
    public boolean keepsSum(int sum) {
        return false;
    }

    @Override
    public ArrayNode conditions(JsonNode route, List<RequestMatch> matches) {
        ArrayNode conditions = JsonPieces.array();
        JsonNode before =
                route.path("matches").isEmpty() ? JsonPieces.array().add(JsonPieces.object()) : route.path("matches");
        for (RequestMatch match : matches) {
            for (JsonNode condition : before) {
                ObjectNode both = condition.deepCopy();
                add(both.withArray("/headers"), match);
                conditions.add(both);
            }
        }
        return conditions;
    }

    private static void add(ArrayNode headers, RequestMatch match) {
        boolean cookie = match.part() == RequestMatch.Part.COOKIE;
        String name = cookie ? "Cookie" : match.name();
        for (JsonNode header : headers) {
            if (header.path("name").asText().equalsIgnoreCase(name)) {
                throw new IllegalArgumentException(
                        "it asks for the header " + name + " already, and can ask for it once");
            }
        }
        headers.addObject()
                .put("type", cookie ? "RegularExpression" : "Exact")
                .put("name", name)
                .put("value", cookie ? match.cookiePattern() : match.value());
    }

    @Override
    public String told(JsonNode target) {
        return target.path("name").asText();
    }

    private boolean is(ServiceName service, JsonNode target) {
        return target.path("kind").asText("Service").equals("Service")
                && target.path("group").asText("").isEmpty()
                && target.path("name").asText().equals(service.name())
                && target.path("namespace").asText(namespace).equals(service.namespace());
    }
}
