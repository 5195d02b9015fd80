package dev.fairlead.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** What an API server's refusal, or its silence, means for the user. */
final class ClusterFailures {
    private ClusterFailures() {}

    /** The failure that an answer with an error code says, with the causes that its Status lists by field. */
    static OpsException answered(
            ClusterClient cluster, String method, String path, int code, String body, ObjectMapper mapper) {
        String message = body.strip();
        List<String> details = new ArrayList<>();
        try {
            JsonNode status = mapper.readTree(body);
            message = status.path("message").asText(message);
            for (JsonNode cause : status.path("details").path("causes")) {
                details.add((cause.path("field").asText("") + " "
                                + cause.path("message").asText(""))
                        .strip());
            }
        } catch (JsonProcessingException e) {
            // Not every proxy in between answers with a Status; its own words then are the message.
        }
        return byCode(cluster, method, path, code, message).details(details);
    }

    static OpsException translated(ClusterClient cluster, String doing, RuntimeException failure) {
        if (failure instanceof OpsException known) {
            return known;
        }
        if (failure instanceof KubernetesClientException api && api.getCode() > 0) {
            String message = api.getStatus() == null
                    ? String.valueOf(api.getMessage())
                    : api.getStatus().getMessage();
            return byCode(cluster, doing, "", api.getCode(), String.valueOf(message));
        }
        return unreachable(cluster, doing, failure);
    }

    private static OpsException byCode(ClusterClient cluster, String method, String path, int code, String message) {
        String where = "context " + cluster.context();
        return switch (code) {
            case 401 ->
                new OpsException(
                                FailureKind.DENIED,
                                where + ": the API server does not accept these credentials (" + message + ")")
                        .hint("cluster contexts");
            case 403 -> new OpsException(FailureKind.DENIED, where + ": " + message).hint("cluster contexts");
            case 404 -> new OpsException(FailureKind.NOT_FOUND, where + ": " + message);
            case 409 -> new OpsException(FailureKind.CONFLICT, where + ": " + message);
            case 400, 405, 406, 413, 415, 422 -> new OpsException(FailureKind.INVALID, where + ": " + message);
            case 408, 504 -> new OpsException(FailureKind.TIMEOUT, where + ": " + message);
            case 429, 502, 503 ->
                new OpsException(FailureKind.UNREACHABLE, where + ": the API server is not ready (" + message + ")");
            default ->
                new OpsException(
                        FailureKind.FAILED, where + ": " + method + " " + path + " answered " + code + ": " + message);
        };
    }

    private static OpsException unreachable(ClusterClient cluster, String doing, RuntimeException failure) {
        String where = "context " + cluster.context() + ": ";
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException) {
                return new OpsException(
                        FailureKind.DENIED, where + "a certificate has expired: " + t.getMessage(), failure);
            }
            if (t instanceof SSLException) {
                return new OpsException(
                                FailureKind.DENIED,
                                where + "no trusted connection to " + cluster.server() + ": " + t.getMessage(),
                                failure)
                        .hint("cluster contexts -o wide");
            }
            if (t instanceof ConnectException
                    || t instanceof UnknownHostException
                    || t instanceof NoRouteToHostException
                    || t instanceof SocketTimeoutException) {
                return new OpsException(
                                FailureKind.UNREACHABLE,
                                where + cluster.server() + " does not answer: " + reason(t),
                                failure)
                        .hint("cluster contexts");
            }
        }
        if (failure instanceof KubernetesClientException || failure instanceof UncheckedIOException) {
            return new OpsException(FailureKind.UNREACHABLE, where + doing + ": " + reason(failure), failure)
                    .hint("cluster info");
        }
        throw failure;
    }

    private static String reason(Throwable t) {
        return t instanceof UnknownHostException ? "unknown host " + t.getMessage() : String.valueOf(t.getMessage());
    }
}
