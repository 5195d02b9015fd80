package dev.fairlead.script.io;

import dev.fairlead.failure.Conflict;
import dev.fairlead.failure.Denied;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Invalid;
import dev.fairlead.failure.NotFound;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.TimedOut;
import dev.fairlead.failure.Unreachable;
import java.util.List;

/** An answer of 400 and more. */
public final class HttpFailed extends OpsException {
    private static final int MOST_LINES = 10;

    private final transient HttpResponse answer;

    private HttpFailed(FailureKind kind, String message, List<String> details, HttpResponse answer) {
        super(kind, message, details, List.of(), null);
        this.answer = answer;
    }

    /** Under the name of its kind, where it has one. */
    static OpsException of(String method, HttpResponse answer, Secrets secrets) {
        List<String> body =
                secrets.masked(answer.body()).lines().limit(MOST_LINES).toList();
        HttpFailed failed = new HttpFailed(
                kind(answer.status()),
                method + " " + answer.url() + " was answered with status " + answer.status(),
                body,
                answer);
        return switch (failed.kind()) {
            case DENIED -> new Denied(failed);
            case NOT_FOUND -> new NotFound(failed);
            case CONFLICT -> new Conflict(failed);
            case INVALID -> new Invalid(failed);
            case TIMEOUT -> new TimedOut(failed);
            case UNREACHABLE -> new Unreachable(failed);
            default -> failed;
        };
    }

    /** What the server said. */
    public HttpResponse answer() {
        return answer;
    }

    private static FailureKind kind(int status) {
        return switch (status) {
            case 401, 403, 407 -> FailureKind.DENIED;
            case 404, 410 -> FailureKind.NOT_FOUND;
            case 409, 412 -> FailureKind.CONFLICT;
            case 400, 422 -> FailureKind.INVALID;
            case 408, 504 -> FailureKind.TIMEOUT;
            case 502, 503 -> FailureKind.UNREACHABLE;
            default -> FailureKind.FAILED;
        };
    }
}
