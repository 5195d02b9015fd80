package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What others changed in routes between their finding and the first write. */
final class RouteDrift {
    private final RouteServer server;
    private final Routes routes;

    RouteDrift(RouteServer server, Routes routes) {
        this.server = server;
        this.routes = routes;
    }

    /** In words, with the object. */
    Optional<String> moved(RoutedObject object) {
        Optional<JsonNode> now = new GuardedWrite(server, server.path(object)).read();
        if (now.isEmpty()) {
            return Optional.of(object + ": it is gone");
        }
        if (!now.get().at("/metadata/uid").asText().equals(object.uid())) {
            return Optional.of(object + ": it was made anew");
        }
        boolean same = routes.kind() == RouteChoice.NGINX
                ? isAsAdded(now.get())
                : RoutedShares.form(routes, object)
                        .map(form -> OriginalRoutes.of(form, now.get()).equals(OriginalRoutes.read(object.kept())))
                        .orElse(true);
        return same
                ? Optional.empty()
                : Optional.of(object + ": what it sends to " + routes.service() + " has changed");
    }

    /** Whether its canary would be the one that was planned. */
    private boolean isAsAdded(JsonNode ingress) {
        JsonNode canary = CanaryIngress.of(
                ingress,
                new ServiceName(routes.service(), routes.namespace()),
                new ServiceName(routes.canary(), routes.namespace()));
        return routes.additions().contains(canary);
    }
}
