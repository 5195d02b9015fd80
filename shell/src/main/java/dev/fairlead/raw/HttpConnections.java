package dev.fairlead.raw;

import dev.fairlead.progress.ProgressListener;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections to servers that one session keeps, made by its first request. Safe for several threads. */
public final class HttpConnections {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Secrets secrets;
    private final ProgressListener progress;
    private final boolean dryRun;
    private @Nullable HttpClient client;

    /**
     * @param secrets learns the credentials of requests
     * @param dryRun whether requests that may change something are only told
     */
    public HttpConnections(Secrets secrets, ProgressListener progress, boolean dryRun) {
        this.secrets = secrets;
        this.progress = progress;
        this.dryRun = dryRun;
    }

    /** Whether a request is not to be sent; it is told then. */
    boolean holdsBack(String method, String shown) {
        boolean held = dryRun && !READING.contains(method);
        if (held) {
            progress.note("would send: " + method + " " + shown + " (dry run)");
        }
        return held;
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
