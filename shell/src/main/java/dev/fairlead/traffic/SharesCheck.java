package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.Locale;

/** Refuses before a release begins what could not be written in the middle of it. */
final class SharesCheck {
    private final ClusterClient cluster;
    private final Routes routes;

    SharesCheck(ClusterClient cluster, Routes routes) {
        this.cluster = cluster;
        this.routes = routes;
    }

    /** @throws OpsException of kind INVALID when a match cannot be written in the routes that were found */
    void check() {
        if (routes.matches().isEmpty()) {
            return;
        }
        if (routes.kind() == RouteChoice.NGINX) {
            checked(routes.kind().toString(), () -> CanaryIngress.weights(0, routes.matches()));
        }
        for (RoutedObject object : routes.objects()) {
            RoutedShares.form(routes, object).ifPresent(form -> {
                if (form instanceof GatewayForm) {
                    cookies(object);
                }
                for (OriginalRoutes.Route kept :
                        OriginalRoutes.read(object.kept()).routes()) {
                    checked(object + ", " + kept.told(), () -> form.conditions(kept.route(), routes.matches()));
                }
            });
        }
    }

    private static void checked(String what, Runnable writing) {
        try {
            writing.run();
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.INVALID, what + ": " + e.getMessage(), e);
        }
    }

    /** Cookies are matched by a regular expression over their header, which not every schema allows. */
    private void cookies(RoutedObject object) {
        if (routes.matches().stream().noneMatch(m -> m.part() == RequestMatch.Part.COOKIE)) {
            return;
        }
        JsonNode types = headerTypes(object);
        boolean allowed = types.isEmpty();
        for (JsonNode type : types) {
            allowed |= type.asText().equals("RegularExpression");
        }
        if (!allowed) {
            throw new OpsException(
                    FailureKind.INVALID,
                    object + ": this server's " + object.apiVersion()
                            + " has no regular expressions for headers, so cookies cannot be matched");
        }
    }

    /** Empty where they are not limited, or may not be looked at. */
    private JsonNode headerTypes(RoutedObject object) {
        String group = object.apiVersion().substring(0, object.apiVersion().indexOf('/'));
        String version = object.apiVersion().substring(group.length() + 1);
        String name = object.kind().toLowerCase(Locale.ROOT) + "s." + group;
        try {
            JsonNode definition = cluster.get(cluster.discovery()
                    .find("customresourcedefinitions.apiextensions.k8s.io")
                    .path("", name));
            for (JsonNode served : definition.at("/spec/versions")) {
                if (served.path("name").asText().equals(version)) {
                    return served.at("/schema/openAPIV3Schema/properties/spec/properties/rules/items/properties/matches"
                            + "/items/properties/headers/items/properties/type/enum");
                }
            }
            return JsonPieces.array();
        } catch (OpsException e) {
            if (e.kind() == FailureKind.DENIED || e.kind() == FailureKind.NOT_FOUND) {
                return JsonPieces.array();
            }
            throw e;
        }
    }
}
