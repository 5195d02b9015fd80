package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Set;

/** Finds the Ingresses of ingress-nginx that carry a Service. */
final class IngressSearch {
    private static final List<String> VERSIONS =
            List.of("networking.k8s.io/v1", "networking.k8s.io/v1beta1", "extensions/v1beta1");

    private final ServiceName stable;
    private final ServiceName canary;
    private final RouteCarrier carrier = new RouteCarrier(RouteChoice.NGINX);

    IngressSearch(ServiceName stable, ServiceName canary) {
        this.stable = stable;
        this.canary = canary;
    }

    RouteCarrier find(ServedObjects served, JsonNode service) {
        // Backends are always of the Ingress's own namespace.
        List<JsonNode> all = served.inNamespace("Ingress", VERSIONS);
        List<JsonNode> leading =
                all.stream().filter(ingress -> leads(ingress, stable.name())).toList();
        if (leading.isEmpty()) {
            return carrier;
        }
        IngressClasses classes = new IngressClasses(served.ofCluster("IngressClass", VERSIONS, carrier.notes));
        for (JsonNode ingress : leading) {
            String told = "Ingress " + JsonPieces.name(ingress);
            if (!classes.isNginx(ingress)) {
                String named = IngressClasses.named(ingress);
                carrier.notes.add(told + " sends to " + stable.name() + " as well and is not touched: "
                        + (named.isEmpty() ? "it has no class" : "its class " + named) + ", "
                        + "which is not known to be ingress-nginx's");
                continue;
            }
            if (CanaryIngress.isDefault(ingress, stable.name())) {
                carrier.notes.add(told + " sends what no rule takes to " + stable.name()
                        + ", which a canary Ingress cannot share out; it stays there");
            }
            if (CanaryIngress.paths(ingress, stable.name()) > 0) {
                refuseSecond(ingress, all);
                carrier.objects.add(RoutedObject.of(ingress, JsonPieces.object()));
                carrier.additions.add(CanaryIngress.of(ingress, stable, canary));
            }
        }
        if (carrier.carries()) {
            carrier.avoided.add(JsonPieces.strings(service.at("/spec/selector")));
        }
        return carrier;
    }

    private static boolean leads(JsonNode ingress, String service) {
        return !CanaryIngress.isCanary(ingress)
                && (CanaryIngress.paths(ingress, service) > 0 || CanaryIngress.isDefault(ingress, service));
    }

    /** The controller takes one canary for a path, whichever is older. */
    private void refuseSecond(JsonNode ingress, List<JsonNode> all) {
        Set<String> places = CanaryIngress.places(CanaryIngress.of(ingress, stable, canary));
        for (JsonNode other : all) {
            if (CanaryIngress.isCanary(other)
                    && !AddedObject.isOf(stable.name(), other)
                    && CanaryIngress.places(other).stream().anyMatch(places::contains)) {
                throw new OpsException(
                                FailureKind.CONFLICT,
                                "Ingress " + JsonPieces.name(ingress) + " cannot get a canary: Ingress "
                                        + JsonPieces.name(other) + " is one already, for the same host and path")
                        .hint("cluster get ingress " + JsonPieces.name(other) + " -o yaml");
            }
        }
    }
}
