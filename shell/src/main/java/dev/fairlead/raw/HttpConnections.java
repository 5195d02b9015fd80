package dev.fairlead.raw;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The connections to servers that one session keeps, made by its first request. Safe for several threads. */
public final class HttpConnections {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Secrets secrets;
    private @Nullable HttpClient client;

    /** @param secrets learns the credentials of requests */
    public HttpConnections(Secrets secrets) {
        this.secrets = secrets;
    }

    Secrets secrets() {
        return secrets;
    }

    synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            client = known;
        }
        return known;
    }
}
