package dev.fairlead.script.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Misused;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.TimedOut;
import dev.fairlead.failure.Unreachable;
import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.HttpSender;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is being made; each method returns the same request. */
public final class HttpCall {
    private static final String TYPE = "Content-Type";
    private static final int FAILURES = 400;

    private final HttpConnections connections;
    private final Secrets secrets;
    private final String method;
    private final String url;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte @Nullable [] body;
    private Duration limit = Duration.ofSeconds(30);
    private boolean allowFailure;

    HttpCall(HttpConnections connections, String method, String url) {
        this.connections = connections;
        this.secrets = connections.secrets();
        this.method = method;
        this.url = url;
    }

    /** Sets a header. */
    public HttpCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Logs in with a token, which is masked wherever this session shows text from outside, from now on. */
    public HttpCall bearer(String token) {
        secrets.add(token);
        return header("Authorization", "Bearer " + token);
    }

    /** Logs in with a password, which is masked wherever this session shows text from outside, from now on. */
    public HttpCall basic(String user, String password) {
        secrets.add(password);
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** A text is sent as it is, as JSON where it begins like that; anything else, a map or a record, as its JSON. */
    public HttpCall body(Object value) {
        String text = value instanceof CharSequence chars ? chars.toString() : json(value);
        boolean json = !(value instanceof CharSequence) || text.stripLeading().matches("(?s)[\\[{].*");
        headers.putIfAbsent(TYPE, json ? "application/json" : "text/plain; charset=utf-8");
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Waits at most so long for the answer; half a minute if not said. */
    public HttpCall timeout(Duration value) {
        limit = value;
        return this;
    }

    /** Every answer is a result; without this, one of 400 and more is a failure. */
    public HttpCall allowFailure() {
        allowFailure = true;
        return this;
    }

    /**
     * Sends it. Redirects are followed, save from https to http. In a dry run what may change something, all but GET,
     * HEAD and OPTIONS, is only told, and the answer is an empty one of status 204.
     *
     * @throws Unreachable when no answer comes
     * @throws TimedOut when none comes in time
     * @throws OpsException of the answer's kind, see {@link HttpApi}
     */
    public HttpResponse send() {
        String shown = secrets.masked(url);
        Optional<HttpResponse> instead = connections.instead(method, shown);
        if (instead.isPresent()) {
            return required(instead.get());
        }
        try {
            HttpSender.Reply reply = connections.sender().send(method, URI.create(url), headers, body, limit);
            return required(
                    new HttpResponse(shown, reply.code(), reply.headers().map(), reply.body()));
        } catch (IllegalArgumentException e) {
            throw new Misused(new OpsException(
                    FailureKind.USAGE,
                    "no request can be made of " + secrets.masked(method + " " + url + ": " + e.getMessage())));
        } catch (HttpTimeoutException e) {
            throw new TimedOut(new OpsException(
                    FailureKind.TIMEOUT,
                    method + " " + shown + " was not answered within " + limit.toMillis() / 1000.0 + " s",
                    e));
        } catch (IOException e) {
            throw new Unreachable(new OpsException(FailureKind.UNREACHABLE, method + " " + shown + ": " + why(e), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled " + method + " " + shown + "; the server may have taken it");
        }
    }

    private HttpResponse required(HttpResponse answer) {
        if (answer.status() >= FAILURES && !allowFailure) {
            throw HttpFailed.of(method, answer, secrets);
        }
        return answer;
    }

    private static String why(IOException failure) {
        return failure instanceof ConnectException ? "nothing listens there" : ConnectionTrouble.why(failure);
    }

    private static String json(Object value) {
        try {
            return JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .build()
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new Misused(new OpsException(
                    FailureKind.USAGE,
                    "no JSON can be made of a " + value.getClass().getSimpleName(),
                    e));
        }
    }
}
