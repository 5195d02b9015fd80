package dev.fairlead.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.UnexpectedAnswer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;

/** What an engine's refusal, or its silence, means for the user. */
final class EngineFailures {
    private EngineFailures() {}

    /** @param doing what was tried, as in "cannot list images" */
    static OpsException translated(DockerEndpoint endpoint, String doing, RuntimeException failure) {
        if (failure instanceof OpsException known) {
            return known;
        }
        if (failure instanceof DockerException answered && answered.getHttpStatus() > 0) {
            return answered(doing, answered);
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            boolean interrupted = t instanceof InterruptedException
                    || t instanceof ClosedByInterruptException
                    || t instanceof InterruptedIOException && !(t instanceof SocketTimeoutException);
            if (interrupted && Thread.currentThread().isInterrupted()) {
                return new Cancelled("cancelled: " + doing);
            }
            if (t instanceof UnexpectedAnswer) {
                return unexpected(endpoint, doing, String.valueOf(t.getMessage()));
            }
            if (t instanceof JsonProcessingException) {
                return unexpected(endpoint, doing, "something that is not valid JSON");
            }
            if (t instanceof IOException io) {
                return unreachable(endpoint, io);
            }
        }
        if (failure instanceof DockerClientException || failure instanceof DockerException) {
            return new OpsException(FailureKind.FAILED, "cannot " + doing + ": " + failure.getMessage(), failure);
        }
        throw failure;
    }

    /** @param what came instead of what was asked for */
    static OpsException unexpected(DockerEndpoint endpoint, String doing, String what) {
        return new OpsException(
                        FailureKind.UNREACHABLE,
                        "cannot " + doing + ": the Docker Engine at " + endpoint.host() + " (" + endpoint.source()
                                + ") answered with " + what + ", which no engine does")
                .hint("docker version");
    }

    private static OpsException answered(String doing, DockerException failure) {
        String message = "cannot " + doing + ": " + said(failure);
        FailureKind kind = switch (failure.getHttpStatus()) {
            case 400, 406, 415, 422 -> FailureKind.INVALID;
            case 401, 403 -> FailureKind.DENIED;
            case 404 -> FailureKind.NOT_FOUND;
            case 409 -> FailureKind.CONFLICT;
            case 502, 503 -> FailureKind.UNREACHABLE;
            case 504 -> FailureKind.TIMEOUT;
            default -> FailureKind.FAILED;
        };
        return new OpsException(kind, message, failure);
    }

    /** docker-java's message is {@code Status 404: {"message":"…"}}. */
    private static String said(DockerException failure) {
        String text = String.valueOf(failure.getMessage());
        int body = text.indexOf('{');
        if (body >= 0) {
            try {
                return new ObjectMapper()
                        .readTree(text.substring(body))
                        .path("message")
                        .asText(text);
            } catch (JsonProcessingException e) {
                return text;
            }
        }
        String words = text.replaceFirst("^Status \\d+: ?", "").strip();
        // A page is of something in between, and not worth its lines.
        return words.isEmpty() || words.startsWith("<")
                ? "HTTP " + failure.getHttpStatus()
                : words.lines().findFirst().orElse("");
    }

    private static OpsException unreachable(DockerEndpoint endpoint, IOException failure) {
        String where = "the Docker Engine at " + endpoint.host() + " (" + endpoint.source() + ")";
        String why = failure instanceof FileSystemException || failure instanceof SocketException
                ? String.valueOf(failure.getMessage())
                : ConnectionTrouble.why(failure);
        if (failure instanceof SSLException) {
            return new OpsException(FailureKind.DENIED, "no trusted connection to " + where + ": " + why, failure);
        }
        if (failure instanceof UnknownHostException) {
            return new OpsException(FailureKind.UNREACHABLE, where + " does not answer: unknown host " + why, failure)
                    .hint("docker context ls");
        }
        if (!endpoint.isLocal()) {
            return new OpsException(FailureKind.UNREACHABLE, where + " does not answer: " + why, failure)
                    .hint("docker context ls");
        }
        if (why.contains("Permission denied")) {
            return new OpsException(FailureKind.DENIED, "no right to use " + where, failure)
                    .hint("sudo usermod -aG docker \"$USER\"    (then log in again)");
        }
        if (why.contains("No such file")) {
            return new OpsException(FailureKind.UNREACHABLE, "no socket for " + where + ": is it running?", failure)
                    .hint("sudo systemctl start docker");
        }
        return new OpsException(FailureKind.UNREACHABLE, where + " does not answer: " + why, failure)
                .hint("sudo systemctl start docker");
    }
}
