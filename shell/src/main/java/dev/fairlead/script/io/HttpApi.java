package dev.fairlead.script.io;

import dev.fairlead.failure.Denied;
import dev.fairlead.failure.NotFound;
import dev.fairlead.failure.TimedOut;
import dev.fairlead.failure.Unreachable;
import java.util.function.Supplier;

/**
 * {@code http} in snippets: requests to any server, over the JDK's client, which is made by the first of them. An answer
 * of 400 and more is a failure of the kind that it says: {@link Denied} for 401, 403 and 407, {@link NotFound} for 404
 * and 410, {@link dev.fairlead.failure.Conflict} for 409 and 412, {@link dev.fairlead.failure.Invalid} for 400 and 422,
 * {@link TimedOut} for 408 and 504, {@link Unreachable} for 502 and 503; {@link HttpFailed} for all others, and as the
 * cause of each of these, with the answer.
 *
 * <pre>{@code
 * var health = http.get("https://web.example.com/healthz").json();
 * println(health.path("status").asText("unknown"));
 * }</pre>
 */
public final class HttpApi {
    private final Supplier<HttpConnections> connections;

    /** For the snippets of the session that the supplier finds. */
    public HttpApi(Supplier<HttpConnections> connections) {
        this.connections = connections;
    }

    /** The answer to a GET, at most after half a minute. */
    public HttpResponse get(String url) {
        return request("GET", url).send();
    }

    /**
     * Posts a body and returns the answer.
     *
     * @param body a text is sent as it is, as JSON where it begins like that; anything else as its JSON
     */
    public HttpResponse post(String url, Object body) {
        return request("POST", url).body(body).send();
    }

    /** As {@link #post}, by PUT. */
    public HttpResponse put(String url, Object body) {
        return request("PUT", url).body(body).send();
    }

    /** The answer to a DELETE. */
    public HttpResponse delete(String url) {
        return request("DELETE", url).send();
    }

    /**
     * Begins a request, for what the short calls do not say.
     *
     * <pre>{@code
     * var answer = http.request("GET", "https://ci.example.com/api/jobs/7").bearer("token").timeout(Duration.ofSeconds(5))
     *         .allowFailure().send();
     * println(answer.status());
     * }</pre>
     */
    public HttpCall request(String method, String url) {
        return new HttpCall(connections.get(), method, url);
    }
}
