package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.http.HttpReply;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the API server's proxy says itself, in the place of the server behind it.
 *
 * @param elsewhere whether another way may lead there
 */
public record ProxyRefusal(String why, boolean elsewhere) {
    private static final String UNREACHED = "error trying to reach service: ";

    /** What the network between the API server and the pod says; the pod itself may be well. */
    private static final List<String> NO_ROUTE = List.of(
            "no route to host",
            "i/o timeout",
            "network is unreachable",
            "context deadline exceeded",
            "no such host",
            "no agent available",
            "server misbehaving");

    /** Empty where the answer came from behind the proxy. */
    public static Optional<ProxyRefusal> of(HttpReply reply) {
        if (reply.code() < 400 || !reply.body().startsWith("{")) {
            return Optional.empty();
        }
        JsonNode status = status(reply.body());
        String message = status.path("message").asText("");
        if (!status.path("kind").asText().equals("Status")
                || !status.path("apiVersion").asText().equals("v1")) {
            return Optional.empty();
        }
        if (message.contains("pods/proxy") || message.contains("services/proxy") || reply.code() == 401) {
            return Optional.of(new ProxyRefusal(message, true));
        }
        if (reply.code() == 404 && status.path("details").path("kind").asText().matches("pods|services")) {
            return Optional.of(new ProxyRefusal("is gone", false));
        }
        if (message.startsWith("no endpoints available")) {
            return Optional.of(new ProxyRefusal("has no ready pod", false));
        }
        if (!message.startsWith(UNREACHED)) {
            return Optional.empty();
        }
        String why = message.substring(UNREACHED.length());
        boolean elsewhere = NO_ROUTE.stream().anyMatch(why::contains);
        return Optional.of(new ProxyRefusal(
                why.contains("connection refused") ? "refuses the connection" : "broke off: " + why, elsewhere));
    }

    private static JsonNode status(String body) {
        try {
            return JsonTree.read(body);
        } catch (IOException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }
}
