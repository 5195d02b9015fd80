package dev.fairlead.traffic;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the requests of a Service are to be shared out, as a user types it. */
public enum RouteChoice {
    /** By the only kind of route that carries the Service; by replicas where there is none. */
    AUTO,
    /** Nowhere: the Service selects all pods, and their number is what shares. */
    REPLICAS,
    /** In Istio's VirtualServices. */
    ISTIO,
    /** In the Gateway API's HTTPRoutes and GRPCRoutes. */
    GATEWAY,
    /** By a second Ingress that ingress-nginx takes for a canary. */
    NGINX;

    /** @throws OpsException of kind USAGE */
    @JsonCreator
    public static RouteChoice parse(String text) {
        for (RouteChoice choice : values()) {
            if (choice.toString().equals(text)) {
                return choice;
            }
        }
        throw new OpsException(
                FailureKind.USAGE,
                "'" + text + "' is no kind of route; there are "
                        + Arrays.stream(values()).map(RouteChoice::toString).collect(Collectors.joining(", ")));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
