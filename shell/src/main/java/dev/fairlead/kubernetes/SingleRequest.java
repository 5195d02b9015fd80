package dev.fairlead.kubernetes;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.HttpHeader;
import dev.fairlead.http.HttpReply;
import dev.fairlead.http.NoReply;
import dev.fairlead.settings.Durations;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request. Redirects are not followed and nothing is asked twice.
 *
 * @param form what is posted as a form; empty for no body
 */
public record SingleRequest(String method, List<HttpHeader> headers, String form, Duration limit) {
    private static final int CONNECT_MILLIS = 5_000;

    /** A client for such requests; whoever asks for it closes it. */
    public static HttpClient client(ConnectionRules rules) {
        Config config = new ConfigBuilder(Config.empty())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(true)
                .withUserAgent("fairlead")
                .build();
        return ReportedRedirects.client(config, rules);
    }

    /**
     * Sends it and reads the beginning of the answer's body.
     *
     * @throws NoReply when no whole answer comes within the limit
     * @throws Cancelled when the thread is interrupted
     */
    public HttpReply send(HttpClient http, String uri) throws NoReply {
        long end = System.nanoTime() + limit.toNanos();
        BodyHead head = new BodyHead();
        CompletableFuture<HttpResponse<AsyncBody>> call = http.consumeBytes(request(http, uri), head::take);
        HttpResponse<AsyncBody> response = await(call, end, "did not answer within " + Durations.text(limit));
        AsyncBody body = response.body();
        head.begin(body);
        try {
            await(
                    head.ended(),
                    end,
                    "answered " + response.code() + " and did not end within " + Durations.text(limit));
            String location = Optional.ofNullable(response.header(ReportedRedirects.LOCATION))
                    .orElse("");
            return new HttpReply(response.code(), location, head.text());
        } finally {
            body.cancel();
        }
    }

    private HttpRequest request(HttpClient http, String uri) {
        HttpRequest.Builder request = http.newHttpRequestBuilder().uri(uri).forStreaming();
        boolean bodiless = List.of("GET", "HEAD").contains(method);
        request.method(method, bodiless ? null : "application/x-www-form-urlencoded", bodiless ? null : form);
        headers.forEach(header -> request.setHeader(header.name(), header.value()));
        return request.build();
    }

    private static <T> T await(CompletableFuture<T> call, long end, String otherwise) throws NoReply {
        try {
            return call.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while waiting for an answer");
        } catch (ExecutionException e) {
            throw NoReply.of(e);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new NoReply(otherwise, true);
        }
    }
}
