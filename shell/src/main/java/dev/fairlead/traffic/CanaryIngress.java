package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The second Ingress by which ingress-nginx shares requests out. It says the same hosts and paths as the first, as far
 * as those lead to the Service; of annotations the controller reads only a few there and takes the first one's for all
 * else.
 */
final class CanaryIngress {
    static final String PREFIX = "nginx.ingress.kubernetes.io/";
    static final String CANARY = PREFIX + "canary";
    private static final String WEIGHT = PREFIX + "canary-weight";
    private static final String TOTAL = PREFIX + "canary-weight-total";
    private static final String HEADER = PREFIX + "canary-by-header";
    private static final String HEADER_VALUE = PREFIX + "canary-by-header-value";
    private static final String COOKIE = PREFIX + "canary-by-cookie";

    /** The only value of a cookie that sends to a canary. */
    private static final String ALWAYS = "always";

    /** What the controller reads of a canary beside the canary's own. */
    private static final List<String> OWN = List.of("load-balance", "upstream-hash-by", "upstream-hash-by-subset");

    private CanaryIngress() {}

    /** How many paths lead to the Service. */
    static int paths(JsonNode ingress, String service) {
        int count = 0;
        for (JsonNode rule : ingress.at("/spec/rules")) {
            for (JsonNode path : rule.at("/http/paths")) {
                count += leadsTo(path.path("backend"), service) ? 1 : 0;
            }
        }
        return count;
    }

    /** Whether the Service answers what no rule takes. A canary cannot share that out. */
    static boolean isDefault(JsonNode ingress, String service) {
        return leadsTo(ingress.at("/spec/defaultBackend"), service) || leadsTo(ingress.at("/spec/backend"), service);
    }

    /** Host and path of every path that leads to a Service other than this one, or to any. */
    static Set<String> places(JsonNode ingress) {
        Set<String> places = new HashSet<>();
        for (JsonNode rule : ingress.at("/spec/rules")) {
            for (JsonNode path : rule.at("/http/paths")) {
                places.add(rule.path("host").asText("") + path.path("path").asText("/"));
            }
        }
        return places;
    }

    static boolean isCanary(JsonNode ingress) {
        return ingress.at("/metadata/annotations").path(CANARY).asText("").equals("true");
    }

    /** A canary that gets nothing yet. */
    static ObjectNode of(JsonNode ingress, ServiceName stable, ServiceName canary) {
        ObjectNode made = AddedObject.of(
                ingress, JsonPieces.name(ingress) + "-" + Routes.CANARY, stable.name(), JsonPieces.namespace(ingress));
        ObjectNode annotations = made.withObject("/metadata/annotations");
        JsonNode before = ingress.at("/metadata/annotations");
        if (before.has(IngressClasses.OLD_CLASS)) {
            annotations.set(IngressClasses.OLD_CLASS, before.get(IngressClasses.OLD_CLASS));
        }
        for (String name : OWN) {
            if (before.has(PREFIX + name)) {
                annotations.set(PREFIX + name, before.get(PREFIX + name));
            }
        }
        weights(0, List.of()).forEach((key, value) -> {
            if (!value.isEmpty()) {
                annotations.put(key, value);
            }
        });
        ObjectNode spec = made.putObject("spec");
        if (ingress.path("spec").has("ingressClassName")) {
            spec.set("ingressClassName", ingress.at("/spec/ingressClassName"));
        }
        Set<String> hosts = rules(ingress, stable.name(), canary.name(), spec.putArray("rules"));
        for (JsonNode tls : ingress.at("/spec/tls")) {
            for (JsonNode host : tls.path("hosts")) {
                if (hosts.contains(host.asText())) {
                    spec.withArray("/tls").add(tls);
                    break;
                }
            }
        }
        return made;
    }

    /** The hosts of the rules. */
    private static Set<String> rules(JsonNode ingress, String stable, String canary, ArrayNode rules) {
        Set<String> hosts = new HashSet<>();
        for (JsonNode rule : ingress.at("/spec/rules")) {
            ArrayNode paths = JsonPieces.array();
            for (JsonNode path : rule.at("/http/paths")) {
                if (leadsTo(path.path("backend"), stable)) {
                    ObjectNode copy = path.deepCopy();
                    ObjectNode backend = copy.withObject("/backend");
                    if (backend.has("serviceName")) {
                        backend.put("serviceName", canary);
                    } else {
                        backend.withObject("/service").put("name", canary);
                    }
                    paths.add(copy);
                }
            }
            if (!paths.isEmpty()) {
                ObjectNode copy = rules.addObject();
                if (rule.has("host")) {
                    copy.set("host", rule.get("host"));
                    hosts.add(rule.get("host").asText());
                }
                copy.putObject("http").set("paths", paths);
            }
        }
        return hosts;
    }

    /**
     * The annotations of a share; those that are to go are empty.
     *
     * @throws IllegalArgumentException where ingress-nginx has no annotation for a match
     */
    static Map<String, String> weights(int percent, List<RequestMatch> matches) {
        Map<String, String> annotations = new TreeMap<>(Map.of(
                CANARY,
                "true",
                WEIGHT,
                "" + percent,
                TOTAL,
                "" + Split.WHOLE,
                HEADER,
                "",
                HEADER_VALUE,
                "",
                COOKIE,
                ""));
        for (RequestMatch match : matches) {
            boolean cookie = match.part() == RequestMatch.Part.COOKIE;
            if (cookie && !match.value().equals(ALWAYS)) {
                throw new IllegalArgumentException("ingress-nginx sends a cookie to the candidate only where its value"
                        + " is \"" + ALWAYS + "\"; " + match + " asks for another");
            }
            if (!annotations.getOrDefault(cookie ? COOKIE : HEADER, "").isEmpty()) {
                throw new IllegalArgumentException(
                        "ingress-nginx knows one " + match.part() + " at a time, and " + match + " is the second");
            }
            annotations.put(cookie ? COOKIE : HEADER, match.name());
            if (!cookie) {
                annotations.put(HEADER_VALUE, match.value());
            }
        }
        return annotations;
    }

    /** Whether all requests that match go to the canary now. */
    static boolean matches(JsonNode ingress, List<RequestMatch> matches) {
        Map<String, String> wanted = weights(0, matches);
        JsonNode annotations = ingress.at("/metadata/annotations");
        return List.of(HEADER, HEADER_VALUE, COOKIE).stream()
                .allMatch(name -> annotations.path(name).asText("").equals(wanted.get(name)));
    }

    /** What the canary gets now; empty where the weight is not one of ours. */
    static OptionalInt percent(JsonNode ingress) {
        String weight = ingress.at("/metadata/annotations").path(WEIGHT).asText("");
        String total = ingress.at("/metadata/annotations").path(TOTAL).asText("");
        return weight.matches("\\d{1,3}") && total.equals("" + Split.WHOLE)
                ? OptionalInt.of(Integer.parseInt(weight))
                : OptionalInt.empty();
    }

    private static boolean leadsTo(JsonNode backend, String service) {
        return backend.at("/service/name").asText("").equals(service)
                || backend.path("serviceName").asText("").equals(service);
    }
}
