package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.OptimisticPatch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The share that one canary Ingress gives; the Ingress beside which it stands is never written. */
final class IngressShares {
    private final Routes routes;
    private final RoutedObject ingress;
    private final String name;
    private final GuardedWrite write;

    IngressShares(RouteServer server, Routes routes, RoutedObject ingress) {
        this.routes = routes;
        this.ingress = ingress;
        this.name = ingress.name() + "-" + Routes.CANARY;
        this.write = new GuardedWrite(server, server.path(ingress.named(name)));
    }

    /** @throws OpsException of kind CONFLICT when somebody removed or replaced the canary */
    void weigh(int percent, List<RequestMatch> matches) {
        Optional<JsonNode> written;
        try {
            written = write.write(now -> {
                if (!isOurs(now)) {
                    throw new RoutesChanged(List.of("it is not the one that the release made"));
                }
                return patch(now, percent, matches);
            });
        } catch (RoutesChanged e) {
            throw new OpsException(FailureKind.CONFLICT, "Ingress " + name + " was replaced", e).details(e.changes());
        }
        if (written.isEmpty()) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            "Ingress " + name + ", which gives the candidate its share of Ingress " + ingress.name()
                                    + ", was removed by somebody else")
                    .hint("cluster get ingress -n " + ingress.namespace());
        }
    }

    /** Gives the candidate nothing; well also where there is no canary any more. */
    void restore() {
        Optional<JsonNode> there = write.read();
        if (there.isPresent() && isOurs(there.get())) {
            weigh(0, List.of());
        }
    }

    /** What the candidate gets now, in words. Without a canary it gets nothing. */
    String told() {
        Optional<JsonNode> now = write.read();
        OptionalInt percent = now.map(CanaryIngress::percent).orElse(OptionalInt.of(0));
        boolean matched = now.filter(canary -> CanaryIngress.matches(canary, routes.matches()))
                .isPresent();
        return RoutedShares.told(routes, ingress, percent, matched ? routes.matches() : List.of());
    }

    private boolean isOurs(JsonNode canary) {
        return AddedObject.isOf(routes.service(), canary) && !AddedObject.isAnothers(routes.owner(), canary);
    }

    private static ArrayNode patch(JsonNode now, int percent, List<RequestMatch> matches) {
        ArrayNode patch = JsonPieces.array();
        JsonNode is = now.at("/metadata/annotations");
        CanaryIngress.weights(percent, matches).forEach((key, value) -> {
            String at = "/metadata/annotations/" + key.replace("~", "~0").replace("/", "~1");
            if (value.isEmpty() && is.has(key)) {
                patch.addObject().put("op", "remove").put("path", at);
            } else if (!value.isEmpty() && !is.path(key).asText("").equals(value)) {
                OptimisticPatch.set(patch, at, JsonPieces.object().textNode(value));
            }
        });
        return patch;
    }
}
