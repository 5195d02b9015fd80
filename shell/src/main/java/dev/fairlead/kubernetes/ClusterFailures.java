package dev.fairlead.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.ProxyFailure;
import dev.fairlead.http.TlsTrouble;
import dev.fairlead.http.UnexpectedAnswer;
import dev.fairlead.json.JsonTree;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What an API server's refusal, or its silence, means for the user. */
final class ClusterFailures {
    private static final int LONGEST = 200;

    private ClusterFailures() {}

    /** The failure that an answer with an error code says, with the causes that its Status lists by field. */
    static ApiFailure answered(ClusterClient cluster, String doing, int code, String body) {
        JsonNode status = status(body);
        String message = status.path("message").asText(firstLine(body));
        List<String> details = new ArrayList<>();
        for (JsonNode cause : status.path("details").path("causes")) {
            details.add((cause.path("field").asText("") + " "
                            + cause.path("message").asText(""))
                    .strip());
        }
        message = withoutCauses(message, details);
        return byCode(cluster, doing, code, message, details, status);
    }

    static ApiFailure said(ClusterClient cluster, String doing, JsonNode status) {
        return byCode(
                cluster,
                doing,
                status.path("code").asInt(),
                status.path("message").asText(""),
                List.of(),
                status);
    }

    /** The causes are listed below, so the part of the message that repeats them goes. */
    private static String withoutCauses(String message, List<String> details) {
        int end = message.indexOf(" is invalid: ");
        return end < 0 || details.isEmpty() ? message : message.substring(0, end) + " is invalid";
    }

    static OpsException translated(ClusterClient cluster, String doing, RuntimeException failure) {
        if (failure instanceof OpsException known) {
            return known;
        }
        if (isInterruption(failure)) {
            Thread.currentThread().interrupt();
            return new Cancelled("cancelled while waiting for the API server");
        }
        if (failure instanceof KubernetesClientException api && api.getCode() > 0) {
            String message = api.getStatus() == null
                    ? String.valueOf(api.getMessage())
                    : api.getStatus().getMessage();
            return byCode(cluster, doing, api.getCode(), String.valueOf(message), List.of(), MissingNode.getInstance());
        }
        return unreachable(cluster, doing, failure);
    }

    /**
     * fabric8 wraps it, in one exception or in several. A request that ran out of time ends with the same exceptions,
     * although nobody interrupted this thread.
     */
    private static boolean isInterruption(@Nullable Throwable failure) {
        if (!Thread.currentThread().isInterrupted()) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException)) {
                return true;
            }
        }
        return false;
    }

    /** What is no Status came from something else than an API server; a page is not worth its lines. */
    private static String firstLine(String body) {
        String text = body.strip();
        if (text.startsWith("<")) {
            return "";
        }
        String line = text.lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** Not every proxy in between answers with a Status; its own words then are the message. */
    private static JsonNode status(String body) {
        try {
            JsonNode status = JsonTree.read(body);
            return status.isObject() ? status : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static ApiFailure byCode(
            ClusterClient cluster, String doing, int code, String said, List<String> details, JsonNode status) {
        FailureKind kind = kind(code);
        String message = said.isBlank() ? "HTTP " + code : said;
        List<String> hints = List.of();
        // A server that admits everybody takes who cannot prove himself for anonymous.
        if (code == 401 || (code == 403 && said.contains("\"system:anonymous\""))) {
            message = expired(cluster)
                    .map(at -> "the client certificate expired at " + at)
                    .orElse("the API server does not accept these credentials (" + message + ")");
            hints = List.of("cluster contexts -o wide");
        } else if (code == 403) {
            hints = List.of("cluster info", "cluster contexts");
        } else if (kind == FailureKind.UNREACHABLE) {
            message = "the API server is not ready (" + message + ")";
            hints = List.of("cluster info");
        } else if (kind == FailureKind.NOT_FOUND && status.isMissingNode()) {
            message = cluster.server() + " has no such path (" + message + "); is that the address of an API server?";
            hints = List.of("cluster contexts -o wide");
        } else if (kind == FailureKind.FAILED) {
            message = doing + " answered " + code + ": " + message;
        }
        return new ApiFailure(kind, "context " + cluster.context() + ": " + message, details, hints, code, status);
    }

    private static FailureKind kind(int code) {
        return switch (code) {
            case 401, 403 -> FailureKind.DENIED;
            case 404, 410 -> FailureKind.NOT_FOUND;
            case 409 -> FailureKind.CONFLICT;
            case 400, 405, 406, 413, 415, 422 -> FailureKind.INVALID;
            case 408, 504 -> FailureKind.TIMEOUT;
            case 429, 502, 503 -> FailureKind.UNREACHABLE;
            default -> FailureKind.FAILED;
        };
    }

    private static OpsException unreachable(ClusterClient cluster, String doing, RuntimeException failure) {
        String where = "context " + cluster.context() + ": ";
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProxyFailure) {
                return new OpsException(
                                FailureKind.UNREACHABLE,
                                where + "no way to " + cluster.server() + ": " + t.getMessage(),
                                failure)
                        .hint("cluster contexts -o wide");
            }
            if (t instanceof CertificateExpiredException) {
                return new OpsException(
                                FailureKind.DENIED,
                                where + "the certificate of " + cluster.server() + " has expired: " + t.getMessage(),
                                failure)
                        .hint("cluster contexts -o wide");
            }
            boolean broken = ConnectionTrouble.isBroken(t) && !(t instanceof SSLHandshakeException);
            if (t instanceof SSLException handshake && !broken) {
                return untrusted(cluster, where, failure, handshake);
            }
            if (t instanceof UnexpectedAnswer) {
                return unexpected(cluster, doing, String.valueOf(t.getMessage()));
            }
            if (t instanceof JsonProcessingException) {
                return unexpected(cluster, doing, "something that is not valid JSON");
            }
            if (t instanceof ConnectException
                    || t instanceof UnknownHostException
                    || t instanceof NoRouteToHostException
                    || t instanceof InterruptedIOException) {
                return new OpsException(
                                FailureKind.UNREACHABLE,
                                where + cluster.server() + " does not answer: " + reason(t),
                                failure)
                        .hint("cluster contexts");
            }
        }
        if (failure instanceof KubernetesClientException || failure instanceof UncheckedIOException) {
            return new OpsException(
                            FailureKind.UNREACHABLE,
                            where + cluster.server() + " did not answer " + doing + ": "
                                    + ConnectionTrouble.why(failure),
                            failure)
                    .hint("cluster info");
        }
        throw failure;
    }

    /** @param what came instead of what was asked for */
    static OpsException unexpected(ClusterClient cluster, String doing, String what) {
        return new OpsException(
                        FailureKind.UNREACHABLE,
                        "context " + cluster.context() + ": " + cluster.server() + " answered " + doing + " with "
                                + what + ", which no API server does; a proxy or a login page may stand before it")
                .hint("cluster contexts -o wide");
    }

    /** A server may end the handshake for an expired client certificate with no more than an alert. */
    private static OpsException untrusted(
            ClusterClient cluster, String where, RuntimeException failure, SSLException handshake) {
        Optional<Instant> expired = expired(cluster);
        Optional<TlsTrouble.Names> names = TlsTrouble.names(handshake);
        String message;
        if (TlsTrouble.isUnknownAuthority(handshake)) {
            message = cluster.server()
                    + " shows a certificate that the certificate-authority of this context did not sign";
        } else if (names.isPresent()) {
            message = cluster.server() + " shows a certificate for "
                    + names.get().certified() + ", not for "
                    + cluster.serverName().orElse(names.get().asked());
        } else if (expired.isPresent()) {
            message = "the client certificate expired at " + expired.get();
        } else {
            message = "no trusted connection to " + cluster.server() + ": " + TlsTrouble.why(handshake);
        }
        return new OpsException(FailureKind.DENIED, where + message, failure).hint("cluster contexts -o wide");
    }

    private static Optional<Instant> expired(ClusterClient cluster) {
        return cluster.certificateExpiry().filter(at -> at.isBefore(Instant.now()));
    }

    private static String reason(Throwable t) {
        if (t instanceof UnknownHostException) {
            return "unknown host " + t.getMessage();
        }
        Throwable root = t;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage() == null ? t.getMessage() : root.getMessage());
    }
}
