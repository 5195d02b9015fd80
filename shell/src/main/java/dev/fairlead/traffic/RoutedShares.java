package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.OptimisticPatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The shares in one VirtualService, HTTPRoute or GRPCRoute of the server. */
final class RoutedShares {
    private final Routes routes;
    private final RoutedObject object;
    private final RouteForm form;
    private final RouteShares shares;
    private final GuardedWrite write;

    RoutedShares(RouteServer server, Routes routes, RoutedObject object, RouteForm form) {
        this.routes = routes;
        this.object = object;
        this.form = form;
        this.shares = new RouteShares(form, OriginalRoutes.read(object.kept()));
        this.write = new GuardedWrite(server, server.path(object));
    }

    /** How that object writes its routes; empty for one that has none of its own. */
    static Optional<RouteForm> form(Routes routes, RoutedObject object) {
        ServiceName stable = new ServiceName(routes.service(), routes.namespace());
        ServiceName canary = new ServiceName(routes.canary(), routes.namespace());
        return Optional.ofNullable(
                switch (object.kind()) {
                    case "VirtualService" ->
                        new VirtualServiceForm(
                                stable,
                                canary,
                                object.namespace(),
                                object.kept().path("bySubset").asBoolean());
                    case "HTTPRoute", "GRPCRoute" -> new GatewayForm(stable, canary, object.namespace());
                    default -> null;
                });
    }

    void weigh(int percent) throws RoutesChanged {
        try {
            Optional<JsonNode> written = write.write(now -> patch(now, shares.weighed(now, percent, routes.matches())));
            if (written.isEmpty()) {
                throw new OpsException(
                        FailureKind.CONFLICT, object + " carries " + routes.service() + " no more: it was removed");
            }
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.INVALID, object + ": " + e.getMessage(), e);
        }
    }

    /** In words, what became of it. */
    String restore() throws RoutesChanged {
        return restored(now -> patch(now, shares.restored(now)));
    }

    String overwrite() throws RoutesChanged {
        return restored(now -> patch(now, shares.overwritten(now)));
    }

    private String restored(GuardedWrite.Change change) throws RoutesChanged {
        Optional<JsonNode> written = write.write(change);
        if (written.isEmpty()) {
            return named() + ": was removed meanwhile";
        }
        write.write(now -> owners(now, form.routes(), object.kept().path("owners")));
        List<String> left = shares.left(written.get());
        return named()
                + (left.isEmpty()
                        ? ": as it was found"
                        : ": as somebody else left it, without " + routes.canary() + " (" + String.join("; ", left)
                                + ")");
    }

    private String named() {
        return named(routes, object);
    }

    static ArrayNode owners(JsonNode now, String list, JsonNode owners) {
        ArrayNode patch = JsonPieces.array();
        FieldOwners.handedBack(now, list, owners)
                .ifPresent(entries -> OptimisticPatch.set(patch, "/metadata/managedFields", entries));
        return patch;
    }

    /** Where the routes are as many as before only their targets are written. */
    private ArrayNode patch(JsonNode now, ArrayNode wanted) {
        ArrayNode is = form.list(now);
        ArrayNode patch = JsonPieces.array();
        String at = "/spec/" + form.routes();
        if (is.size() != wanted.size()) {
            OptimisticPatch.set(patch, at, wanted);
            return patch;
        }
        for (int i = 0; i < is.size(); i++) {
            if (!is.get(i).equals(wanted.get(i))) {
                OptimisticPatch.set(patch, at + "/" + i, wanted.get(i));
            }
        }
        // In a list, an addition would move the others.
        patch.forEach(operation -> ((ObjectNode) operation).put("op", "replace"));
        return patch;
    }

    OpsException changed(RoutesChanged e) {
        return new OpsException(
                        FailureKind.CONFLICT,
                        object + " was changed by somebody else since the release shared its requests out")
                .details(e.changes())
                .hint("cluster get " + object.kind().toLowerCase(Locale.ROOT) + " " + object.name() + " -n "
                        + object.namespace() + " -o yaml");
    }

    /** What the candidate gets now: {@code istio VirtualService web: 20 %, header X-Beta=1 to web-canary}. */
    String told() {
        Optional<JsonNode> now = write.read();
        OptionalInt percent = now.map(shares::percent).orElse(OptionalInt.empty());
        boolean matched = now.filter(shares::isMatched).isPresent();
        return told(routes, object, percent, matched ? routes.matches() : List.of());
    }

    static String named(Routes routes, RoutedObject object) {
        return routes.kind() + " " + object
                + (object.namespace().equals(routes.namespace()) ? "" : " of namespace " + object.namespace());
    }

    static String told(Routes routes, RoutedObject object, OptionalInt percent, List<RequestMatch> matches) {
        String what = named(routes, object) + ": ";
        if (percent.isEmpty()) {
            return what + "changed by somebody else";
        }
        StringBuilder told = new StringBuilder(what + percent.getAsInt() + " %");
        matches.forEach(match -> told.append(", ").append(match.told()));
        return told + " to " + routes.canary();
    }
}
