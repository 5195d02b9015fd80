package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.Discovery;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import java.util.ArrayList;
import java.util.List;

/** What sharing out the requests needs to be allowed, from the first share to the way back. */
final class RouteRights {
    private final Discovery discovery;
    private final Routes routes;

    RouteRights(Discovery discovery, Routes routes) {
        this.discovery = discovery;
        this.routes = routes;
    }

    List<Right> all() {
        List<Right> needed = new ArrayList<>();
        for (JsonNode made : routes.additions()) {
            String kind = made.path("kind").asText();
            String version = made.path("apiVersion").asText();
            for (Operation operation : List.of(Operation.CREATE, Operation.REMOVE)) {
                needed.addAll(of(operation, version, kind, JsonPieces.namespace(made), JsonPieces.name(made)));
            }
        }
        for (RoutedObject object : routes.objects()) {
            boolean shares = RoutedShares.form(routes, object).isPresent();
            if (shares || object.kept().has("subset")) {
                needed.addAll(
                        of(Operation.CHANGE, object.apiVersion(), object.kind(), object.namespace(), object.name()));
            } else if (routes.kind() == RouteChoice.NGINX) {
                String canary = object.name() + "-" + Routes.CANARY;
                needed.addAll(of(Operation.CHANGE, object.apiVersion(), object.kind(), object.namespace(), canary));
            }
        }
        return needed;
    }

    private List<Right> of(Operation operation, String apiVersion, String kind, String namespace, String name) {
        return operation.on(discovery.find(apiVersion, kind).qualified(), namespace, name);
    }
}
