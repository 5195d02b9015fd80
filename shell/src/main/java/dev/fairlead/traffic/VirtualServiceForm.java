package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The http routes of Istio's VirtualServices.
 *
 * @param namespace the VirtualService's own
 * @param bySubset whether the candidate is a subset of the stable host, else it is a host of its own
 */
record VirtualServiceForm(ServiceName stable, ServiceName canary, String namespace, boolean bySubset)
        implements RouteForm {
    @Override
    public String routes() {
        return "http";
    }

    @Override
    public String targets() {
        return "route";
    }

    @Override
    public String conditions() {
        return "match";
    }

    @Override
    public boolean isStable(JsonNode target) {
        return stable.isHost(host(target), namespace) && !isCanarySubset(target);
    }

    @Override
    public boolean isCanary(JsonNode target) {
        return bySubset
                ? stable.isHost(host(target), namespace) && isCanarySubset(target)
                : canary.isHost(host(target), namespace);
    }

    @Override
    public ObjectNode canary(JsonNode target) {
        ObjectNode copy = target.deepCopy();
        ObjectNode destination = copy.withObject("/destination");
        if (bySubset) {
            destination.put("subset", Routes.CANARY);
        } else {
            destination.put("host", stable.renamed(host(target), canary));
            destination.remove("subset");
        }
        return copy;
    }

    /** A single destination gets everything whether it says so or not. */
    @Override
    public int weight(JsonNode target, boolean alone) {
        int weight = target.path("weight").asInt(0);
        return alone && weight == 0 ? Split.WHOLE : weight;
    }

    /** Older versions refuse a sum other than 100. */
    @Override
    public boolean keepsSum(int sum) {
        return sum == Split.WHOLE;
    }

    @Override
    public ArrayNode conditions(JsonNode route, List<RequestMatch> matches) {
        ArrayNode conditions = JsonPieces.array();
        JsonNode before =
                route.path("match").isEmpty() ? JsonPieces.array().add(JsonPieces.object()) : route.path("match");
        for (RequestMatch match : matches) {
            for (JsonNode condition : before) {
                ObjectNode both = condition.deepCopy();
                add(both.withObject("/headers"), match);
                conditions.add(both);
            }
        }
        return conditions;
    }

    /** Istio wants names of headers in small letters. */
    private static void add(ObjectNode headers, RequestMatch match) {
        boolean cookie = match.part() == RequestMatch.Part.COOKIE;
        String name = cookie ? "cookie" : match.name().toLowerCase(Locale.ROOT);
        if (headers.has(name)) {
            throw new IllegalArgumentException("it asks for the header " + name + " already, and can ask for it once");
        }
        headers.putObject(name).put(cookie ? "regex" : "exact", cookie ? match.cookiePattern() : match.value());
    }

    @Override
    public String told(JsonNode target) {
        String subset = target.path("destination").path("subset").asText("");
        return host(target) + (subset.isEmpty() ? "" : " subset " + subset);
    }

    private boolean isCanarySubset(JsonNode target) {
        return bySubset && target.path("destination").path("subset").asText("").equals(Routes.CANARY);
    }

    private static String host(JsonNode target) {
        return target.path("destination").path("host").asText("");
    }
}
