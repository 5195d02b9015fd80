package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the VirtualServices that carry a Service, and the DestinationRules that say how its pods are reached. Where all
 * their routes to it name subsets of one DestinationRule, the candidate becomes one subset more of the same host;
 * everywhere else it becomes a host of its own.
 */
final class IstioSearch {
    private static final String GROUP = "networking.istio.io/";
    private static final List<String> VERSIONS = List.of(GROUP + "v1", GROUP + "v1beta1", GROUP + "v1alpha3");

    private final ServiceName stable;
    private final ServiceName canary;
    private final RouteCarrier carrier = new RouteCarrier(RouteChoice.ISTIO);

    IstioSearch(ServiceName stable, ServiceName canary) {
        this.stable = stable;
        this.canary = canary;
    }

    RouteCarrier find(ServedObjects served, JsonNode service) {
        List<JsonNode> all = served.everywhere("VirtualService", VERSIONS, carrier.notes);
        List<JsonNode> carrying = all.stream()
                .filter(object -> {
                    other(object, "tls");
                    other(object, "tcp");
                    return !OriginalRoutes.of(form(object, false), object)
                            .routes()
                            .isEmpty();
                })
                .toList();
        if (!carrying.isEmpty()) {
            List<JsonNode> rules = served.everywhere("DestinationRule", VERSIONS, carrier.notes).stream()
                    .filter(rule -> stable.isHost(rule.at("/spec/host").asText(), JsonPieces.namespace(rule)))
                    .toList();
            Optional<JsonNode> subsets = subsets(carrying, rules);
            subsets.ifPresentOrElse(rule -> bySubset(rule, carrying), () -> byHost(rules, service));
            carrying.forEach(object -> add(object, subsets.isPresent()));
        }
        return carrier;
    }

    private VirtualServiceForm form(JsonNode object, boolean bySubset) {
        return new VirtualServiceForm(stable, canary, JsonPieces.namespace(object), bySubset);
    }

    /** Routes by connection know no weights that a request could be told by. */
    private void other(JsonNode object, String routes) {
        for (JsonNode route : object.path("spec").path(routes)) {
            for (JsonNode target : route.path("route")) {
                if (form(object, false).isStable(target)) {
                    carrier.notes.add("VirtualService " + JsonPieces.name(object) + " sends to " + stable.name()
                            + " by " + routes + " routes as well, which are not touched");
                    return;
                }
            }
        }
    }

    /** The rule with every subset that routes to the Service name; empty where one of them names none. */
    private Optional<JsonNode> subsets(List<JsonNode> carrying, List<JsonNode> rules) {
        Set<String> named = named(carrying);
        return named.contains("")
                ? Optional.empty()
                : rules.stream()
                        .filter(rule -> {
                            Set<String> there = new HashSet<>();
                            rule.at("/spec/subsets")
                                    .forEach(s -> there.add(s.path("name").asText()));
                            return there.containsAll(named);
                        })
                        .findFirst();
    }

    private Set<String> named(List<JsonNode> carrying) {
        Set<String> named = new TreeSet<>();
        for (JsonNode object : carrying) {
            RouteForm form = form(object, true);
            for (OriginalRoutes.Route kept : OriginalRoutes.of(form, object).routes()) {
                kept.route().path("route").forEach(target -> {
                    if (form.isStable(target)) {
                        named.add(target.path("destination").path("subset").asText(""));
                    }
                });
            }
        }
        return named;
    }

    private void bySubset(JsonNode rule, List<JsonNode> carrying) {
        Set<String> named = named(carrying);
        JsonNode policy = JsonPieces.object();
        Optional<JsonNode> prepared = Optional.empty();
        for (JsonNode subset : rule.at("/spec/subsets")) {
            if (subset.path("name").asText().equals(Routes.CANARY)) {
                prepared = Optional.of(subset);
            } else if (named.contains(subset.path("name").asText())) {
                carrier.avoided.add(JsonPieces.strings(subset.path("labels")));
                policy = subset.path("trafficPolicy");
            }
        }
        ObjectNode kept = JsonPieces.object();
        if (prepared.isPresent()) {
            carrier.needed.putAll(JsonPieces.strings(prepared.get().path("labels")));
        } else {
            ObjectNode subset = kept.putObject("subset").put("name", Routes.CANARY);
            subset.putObject("labels").put(Routes.TRACK, Routes.CANARY);
            if (!policy.isEmpty()) {
                subset.set("trafficPolicy", policy);
            }
            kept.set("owners", FieldOwners.of(rule, "subsets"));
            carrier.warnings.addAll(GitOps.warnings(rule));
        }
        carrier.objects.add(RoutedObject.of(rule, kept));
        carrier.notes.add("requests to service/" + stable.name()
                + " that come by no route of the mesh reach the candidate's pods as well, by their number");
    }

    /** What the mesh knows of the stable host holds for the candidate's too. */
    private void byHost(List<JsonNode> rules, JsonNode service) {
        carrier.avoided.add(JsonPieces.strings(service.at("/spec/selector")));
        for (JsonNode rule : rules) {
            if (!rule.at("/spec/trafficPolicy").isEmpty()) {
                ObjectNode copy = AddedObject.of(rule, canary.name(), stable.name(), JsonPieces.namespace(rule));
                ObjectNode spec = copy.putObject("spec");
                spec.put("host", stable.renamed(rule.at("/spec/host").asText(), canary));
                for (String field : List.of("trafficPolicy", "exportTo")) {
                    if (rule.at("/spec").has(field)) {
                        spec.set(field, rule.at("/spec").path(field));
                    }
                }
                carrier.additions.add(copy);
            }
        }
    }

    private void add(JsonNode object, boolean bySubset) {
        ObjectNode kept = OriginalRoutes.of(form(object, bySubset), object).json();
        if (kept.path("routes").isEmpty()) {
            return;
        }
        kept.put("bySubset", bySubset);
        kept.set("owners", FieldOwners.of(object, "http"));
        carrier.objects.add(RoutedObject.of(object, kept));
        carrier.warnings.addAll(GitOps.warnings(object));
    }
}
