package dev.fairlead.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.ProxyFailure;
import dev.fairlead.http.TlsTrouble;
import dev.fairlead.http.UnexpectedAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** What a registry's refusal, or its silence, means for the user. */
final class RegistryFailures {
    private RegistryFailures() {}

    /** @param what as in "no such image: WHAT" */
    static OpsException answered(ImageReference image, RegistryAnswer answer) {
        String registry = image.registry();
        String said = said(answer);
        return switch (answer.code()) {
            case 401 ->
                new OpsException(
                                FailureKind.DENIED,
                                "registry " + registry + " asks for a login to show " + image.name() + suffix(said))
                        .hint("image login " + registry);
            case 403 ->
                new OpsException(
                                FailureKind.DENIED,
                                "registry " + registry + " does not let this login see " + image.name() + suffix(said))
                        .hint("image login " + registry);
            case 404 -> notFound(image, answer.body(), said);
            case 429 ->
                new OpsException(
                                FailureKind.UNREACHABLE,
                                "registry " + registry + " has had too many requests from here" + suffix(said))
                        .hint("image login " + registry);
            case 500, 502, 503, 504 ->
                new OpsException(
                        FailureKind.UNREACHABLE,
                        "registry " + registry + " is not ready: it answered " + answer.code() + suffix(said));
            default ->
                new OpsException(
                        FailureKind.FAILED,
                        "registry " + registry + " answered " + answer.code() + " for " + image + suffix(said));
        };
    }

    static OpsException unreachable(String registry, URI uri, IOException failure) {
        String where = "registry " + registry;
        if (failure instanceof ProxyFailure) {
            return unreachable("no way to " + where + ": " + failure.getMessage(), failure);
        }
        if (failure instanceof UnexpectedAnswer answer) {
            return unexpected(registry, uri, String.valueOf(answer.getMessage()));
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return unreachable(where + " does not answer: unknown host " + uri.getHost(), failure);
            }
            if (t instanceof SSLException trouble && !ConnectionTrouble.isBroken(t)) {
                boolean plain = String.valueOf(t.getMessage()).contains("unrecognized SSL message");
                return plain
                        ? unreachable(
                                        where + " speaks plain HTTP, which the engine allows for none of its hosts",
                                        failure)
                                .hint("add \"" + registry + "\" to insecure-registries in /etc/docker/daemon.json")
                        : new OpsException(
                                FailureKind.DENIED,
                                "no trusted connection to " + where + ": " + TlsTrouble.why(trouble),
                                failure);
            }
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return unreachable(where + " does not answer within 5 s", failure).hint(probe(uri));
        }
        if (failure instanceof HttpTimeoutException) {
            return new OpsException(FailureKind.TIMEOUT, where + " did not answer in time", failure).hint(probe(uri));
        }
        if (failure instanceof ConnectException) {
            return unreachable(where + " does not answer: connection refused at " + uri.getAuthority(), failure)
                    .hint(probe(uri));
        }
        return unreachable(where + " did not answer: " + ConnectionTrouble.why(failure), failure)
                .hint(probe(uri));
    }

    /** @param what came instead of what was asked for */
    static OpsException unexpected(String registry, URI uri, String what) {
        return new OpsException(
                        FailureKind.UNREACHABLE,
                        "registry " + registry + " answered " + uri + " with " + what
                                + ", which no registry does; a proxy or a login page may stand before it")
                .hint(probe(uri));
    }

    private static OpsException notFound(ImageReference image, String body, String said) {
        if (body.contains("NAME_UNKNOWN")) {
            return new OpsException(
                            FailureKind.NOT_FOUND,
                            "registry " + image.registry() + " has no repository " + image.repository())
                    .hint("image push " + image.orLatest());
        }
        if (image.tag().isPresent() || image.digest().isPresent()) {
            return new OpsException(FailureKind.NOT_FOUND, "no such tag in the registry: " + image)
                    .hint("image tags " + image.name());
        }
        return new OpsException(FailureKind.NOT_FOUND, "not in the registry: " + image + suffix(said));
    }

    /** The first message of the error body that the Distribution specification describes. */
    private static String said(RegistryAnswer answer) {
        try {
            JsonNode first =
                    new ObjectMapper().readTree(answer.body()).path("errors").path(0);
            return first.path("message").asText(first.path("code").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** A look at the registry that leaves fairlead out. */
    private static String probe(URI uri) {
        return "curl -i " + uri.resolve("/v2/");
    }

    private static OpsException unreachable(String message, IOException failure) {
        return new OpsException(FailureKind.UNREACHABLE, message, failure);
    }

    private static String suffix(String said) {
        return said.isEmpty() ? "" : " (" + said + ")";
    }
}
