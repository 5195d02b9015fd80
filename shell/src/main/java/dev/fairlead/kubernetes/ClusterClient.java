package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.failure.Cancelled;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One context and namespace of a cluster. Its failures are {@link dev.fairlead.failure.OpsException}s. */
public final class ClusterClient implements AutoCloseable {
    public static final String JSON = "application/json";
    public static final String APPLY = "application/apply-patch+yaml";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    public static final String JSON_PATCH = "application/json-patch+json";

    /** The server's own columns, as kubectl prints them; older servers know only v1beta1. */
    public static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,"
            + "application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    private static final long ANSWER_SECONDS = 60;

    private final String context;
    private final String namespace;
    private final Config config;
    private final ObjectMapper mapper = new ObjectMapper();
    private @Nullable KubernetesClient client;
    private @Nullable Discovery discovery;
    private @Nullable Duration skew;

    ClusterClient(String context, String namespace, Config config) {
        this.context = context;
        this.namespace = namespace;
        this.config = config;
    }

    public String context() {
        return context;
    }

    public String namespace() {
        return namespace;
    }

    public String server() {
        return config.getMasterUrl();
    }

    /** fabric8's client, for what has no request here; its exceptions want {@link #translated}. */
    public synchronized KubernetesClient client() {
        KubernetesClient made = client;
        if (made == null) {
            made = new KubernetesClientBuilder().withConfig(config).build();
            client = made;
        }
        return made;
    }

    /** What the server serves, asked once a session. */
    public synchronized Discovery discovery() {
        Discovery known = discovery;
        if (known == null) {
            known = new Discovery(this);
            discovery = known;
        }
        return known;
    }

    /** GET of a path such as {@code /api/v1/namespaces/default/pods?limit=5}. */
    public JsonNode get(String path) {
        return send("GET", path, JSON, null, JSON);
    }

    /** GET with the given Accept header. */
    public JsonNode get(String path, String accept) {
        return send("GET", path, accept, null, JSON);
    }

    /**
     * Sends one request and waits for its answer, at most a minute.
     *
     * @param body null for none
     * @throws dev.fairlead.failure.OpsException with the kind that the server's Status says
     */
    public JsonNode send(String method, String path, String accept, @Nullable JsonNode body, String contentType) {
        return translated(method + " " + path, () -> {
            HttpRequest.Builder request = client().getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(uri(path))
                    .header("Accept", accept)
                    .method(method, contentType, body == null ? null : body.toString());
            HttpResponse<String> response = await(client().getHttpClient().sendAsync(request.build(), String.class));
            String answer = text(response);
            if (!response.isSuccessful()) {
                throw ClusterFailures.answered(this, method, path, response.code(), answer, mapper);
            }
            return read(answer);
        });
    }

    /** How far the server's clock is ahead of ours, to the second; zero where the server does not tell. */
    public synchronized Duration clockSkew() {
        Duration known = skew;
        if (known == null) {
            known = translated("ask for the time", () -> {
                HttpRequest request =
                        http().newHttpRequestBuilder().uri(uri("/version")).build();
                return skew(await(http().sendAsync(request, String.class)).header("Date"));
            });
            skew = known;
        }
        return known;
    }

    private static Duration skew(@Nullable String date) {
        if (date == null) {
            return Duration.ZERO;
        }
        Instant server = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        Duration ahead = Duration.between(Instant.now(), server);
        // The header has whole seconds: less than two says nothing.
        return ahead.abs().compareTo(Duration.ofSeconds(2)) < 0 ? Duration.ZERO : ahead;
    }

    /** The address of a path on this server. */
    public String uri(String path) {
        String base = server();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    public HttpClient http() {
        return client().getHttpClient();
    }

    public ObjectMapper mapper() {
        return mapper;
    }

    /** Runs calls of fabric8 and says their failures as ours. */
    public <T> T translated(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw ClusterFailures.translated(this, doing, e);
        }
    }

    /** Waits for a fabric8 call; an interruption cancels it. */
    public static <T> T await(CompletableFuture<T> call) {
        try {
            return call.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while waiting for the API server");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new UncheckedIOException(
                    cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause));
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new UncheckedIOException(new IOException("no answer within " + ANSWER_SECONDS + " s"));
        }
    }

    @Override
    public synchronized void close() {
        KubernetesClient made = client;
        if (made != null) {
            made.close();
        }
    }

    private static String text(HttpResponse<String> response) {
        try {
            return response.bodyString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(String json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
