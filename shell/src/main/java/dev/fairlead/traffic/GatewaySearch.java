package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Finds the HTTPRoutes and GRPCRoutes that carry a Service. */
final class GatewaySearch {
    private static final String GROUP = "gateway.networking.k8s.io/";
    private static final List<String> VERSIONS = List.of(GROUP + "v1", GROUP + "v1beta1", GROUP + "v1alpha2");

    private final ServiceName stable;
    private final ServiceName canary;
    private final RouteCarrier carrier = new RouteCarrier(RouteChoice.GATEWAY);

    GatewaySearch(ServiceName stable, ServiceName canary) {
        this.stable = stable;
        this.canary = canary;
    }

    RouteCarrier find(ServedObjects served, JsonNode service) {
        for (String kind : List.of("HTTPRoute", "GRPCRoute")) {
            for (JsonNode object : served.everywhere(kind, VERSIONS, carrier.notes)) {
                OriginalRoutes original =
                        OriginalRoutes.of(new GatewayForm(stable, canary, JsonPieces.namespace(object)), object);
                if (!original.routes().isEmpty()) {
                    add(object, original.json());
                    if (!JsonPieces.namespace(object).equals(stable.namespace()) && !isGranted(served, object)) {
                        carrier.warnings.add("no ReferenceGrant of namespace " + stable.namespace() + " lets " + kind
                                + " " + JsonPieces.namespace(object) + "/" + JsonPieces.name(object)
                                + " send to service/"
                                + canary.name() + "; its share would be answered with errors");
                    }
                }
            }
        }
        if (carrier.carries()) {
            carrier.avoided.add(JsonPieces.strings(service.at("/spec/selector")));
        }
        return carrier;
    }

    private void add(JsonNode object, ObjectNode kept) {
        kept.set("owners", FieldOwners.of(object, "rules"));
        carrier.objects.add(RoutedObject.of(object, kept));
        carrier.warnings.addAll(GitOps.warnings(object));
    }

    private boolean isGranted(ServedObjects served, JsonNode route) {
        for (JsonNode grant : served.inNamespace("ReferenceGrant", VERSIONS)) {
            boolean from = false;
            for (JsonNode source : grant.at("/spec/from")) {
                from |= source.path("kind").asText().equals(route.path("kind").asText())
                        && source.path("namespace").asText().equals(JsonPieces.namespace(route));
            }
            for (JsonNode to : grant.at("/spec/to")) {
                if (from
                        && to.path("kind").asText().equals("Service")
                        && to.path("name").asText(canary.name()).equals(canary.name())) {
                    return true;
                }
            }
        }
        return false;
    }
}
