package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.AwaitedAnswer;
import dev.fairlead.http.UnexpectedAnswer;
import dev.fairlead.json.JsonTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Which peer is waited for, as messages call it. */
    private static final String PEER = "the API server";

    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** How long a server has to say that it is there while a stream is quiet. */
    private static final Duration ALIVE = Duration.ofSeconds(10);

    private static final int UNAUTHORIZED = 401;
    private static final String CANCELLED = "cancelled while waiting for the API server";

    private final ClusterConnection connection;
    private final String namespace;
    private @Nullable ObjectMapper mapper;
    private @Nullable Duration skew;

    ClusterClient(ClusterConnection connection, String namespace) {
        this.connection = connection;
        this.namespace = namespace;
    }

    /** Whether the server only checks what is written, see {@link Clusters#rehearse}. */
    public boolean isRehearsing() {
        return connection.isRehearsing();
    }

    public String context() {
        return connection.context();
    }

    public String namespace() {
        return namespace;
    }

    public String server() {
        return connection.access().server();
    }

    /** For whom the server's certificate is to be, where that is not the host of its address. */
    Optional<String> serverName() {
        return connection.access().serverName();
    }

    /** {@code context dev, namespace web}, for messages. */
    public String place() {
        return "context " + context() + ", namespace " + namespace;
    }

    /** When the certificate that the user logs in with ends; empty where there is none. */
    public Optional<Instant> certificateExpiry() {
        return connection.access().login().certificate().map(ClientCertificate::expiry);
    }

    /**
     * fabric8's client in the namespace, for what has no request here; its exceptions want {@link #translated}. It puts
     * the names that it is given into its paths as they are, and what does not stay a name is refused, see
     * {@link PlainPaths}.
     */
    public KubernetesClient client() {
        return connection.client().inNamespace(ApiPath.namespaceSegment(namespace));
    }

    /** What the server serves, asked once a session. */
    public Discovery discovery() {
        return connection.discovery(this);
    }

    /** GET of a path. */
    public JsonNode get(ApiPath path) {
        return send("GET", path, JSON, null, JSON);
    }

    /** GET of a path; empty where nothing is there. */
    public Optional<JsonNode> find(ApiPath path) {
        try {
            return Optional.of(get(path));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The object of that name in the namespace; empty where there is none. */
    public <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return find(ApiPath.of(type, namespace).object(name)).map(json -> read(json, type));
    }

    /**
     * Makes an object of its JSON.
     *
     * @throws OpsException of kind UNREACHABLE where the server's JSON is no such object
     */
    public <T> T read(JsonNode json, Class<T> type) {
        try {
            return connection.client().getKubernetesSerialization().convertValue(json, type);
        } catch (IllegalArgumentException e) {
            throw ClusterFailures.unexpected(this, "GET", "something that is no " + type.getSimpleName());
        }
    }

    /** All of a kind, in the namespace where the kind has one, and of those that a label selector chooses. */
    public <T extends HasMetadata> List<T> list(Class<T> type, String labels) {
        return items(
                ApiPath.of(type, Namespaced.class.isAssignableFrom(type) ? namespace : "")
                        .with("labelSelector", labels),
                type);
    }

    /** The items of a collection. */
    public <T extends HasMetadata> List<T> items(ApiPath collection, Class<T> type) {
        List<T> items = new ArrayList<>();
        get(collection).path("items").forEach(item -> items.add(read(item, type)));
        return items;
    }

    /** GET with the given Accept header. */
    public JsonNode get(ApiPath path, String accept) {
        return send("GET", path, accept, null, JSON);
    }

    /**
     * Sends one request and waits for its answer, at most half a minute. A thread that is interrupted sends none: nobody
     * would know whether it was heeded.
     *
     * @param body null for none
     * @throws dev.fairlead.failure.OpsException with the kind that the server's Status says
     */
    public JsonNode send(String method, ApiPath path, String accept, @Nullable JsonNode body, String contentType) {
        Cancelled.check(CANCELLED);
        Supplier<JsonNode> request = () -> sent(method, path, accept, body, contentType);
        return method.equals("GET")
                ? request.get()
                : connection
                        .writes()
                        .around(
                                this,
                                method,
                                path,
                                () -> new BrokenWrite(this, method, path, body, contentType).settled(request));
    }

    /** Merges what is given into the object; the fields are that manager's. */
    public JsonNode merge(ApiPath object, JsonNode patch, FieldManager manager) {
        return send("PATCH", object.by(manager), JSON, patch, MERGE_PATCH);
    }

    private JsonNode sent(String method, ApiPath path, String accept, @Nullable JsonNode body, String contentType) {
        return renewing(() -> translated(method + " " + path, () -> {
            HttpRequest.Builder request = http().newHttpRequestBuilder()
                    .uri(uri(path))
                    .header("Accept", accept)
                    .method(method, contentType, body == null ? null : body.toString());
            HttpResponse<String> response = await(http().sendAsync(request.build(), String.class));
            connection.hear();
            String answer = text(response);
            if (!response.isSuccessful()) {
                String safe = SecretValues.masked(path, body, answer);
                throw ClusterFailures.answered(this, method + " " + path, response.code(), safe);
            }
            return read(method, path, body, answer);
        }));
    }

    /**
     * Begins a GET whose answer is read line by line, without a time limit. While nothing comes the server is asked
     * whether it is still there.
     *
     * @throws dev.fairlead.failure.OpsException when the server refuses it
     */
    public LineStream lines(ApiPath path) {
        return lines(path, "*/*", this::http, false);
    }

    /** The same for a log that is followed, whose answer does not even begin before the first line is written. */
    public LineStream follow(ApiPath path) {
        return lines(path, "*/*", connection::watching, true);
    }

    /** The same for a watch, whose objects are not tables; a connection that no longer answers is noticed. */
    public LineStream watch(ApiPath path) {
        return lines(path, JSON, connection::watching, false);
    }

    /** The same for a watch of tables. */
    public LineStream watchTable(ApiPath path) {
        return lines(path, TABLE, connection::watching, false);
    }

    private LineStream lines(ApiPath path, String accept, Supplier<HttpClient> client, boolean quiet) {
        String doing = "GET " + path;
        return renewing(() -> translated(doing, () -> {
            LineStream stream = new LineStream(e -> ClusterFailures.translated(this, doing, e), this::checkAlive);
            HttpClient http = client.get();
            HttpRequest request = http.newHttpRequestBuilder()
                    .uri(uri(path))
                    .header("Accept", accept)
                    .forStreaming()
                    .build();
            CompletableFuture<HttpResponse<AsyncBody>> call = http.consumeBytes(request, stream::take);
            HttpResponse<AsyncBody> response = quiet ? awaitQuietly(call) : await(call);
            stream.begin(response.body());
            if (!response.isSuccessful()) {
                throw ClusterFailures.answered(this, doing, response.code(), stream.rest());
            }
            return stream;
        }));
    }

    private <T> T awaitQuietly(CompletableFuture<T> call) {
        try {
            while (true) {
                try {
                    return call.get(LineStream.QUIET.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    checkAlive();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled(CANCELLED);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /**
     * Asks something small of the server, for who hears nothing from it.
     *
     * @throws dev.fairlead.failure.OpsException when it does not answer
     */
    private void checkAlive() {
        if (connection.silence().compareTo(LineStream.QUIET) < 0) {
            return;
        }
        translated("GET " + ApiPath.VERSION, () -> {
            HttpRequest request =
                    http().newHttpRequestBuilder().uri(uri(ApiPath.VERSION)).build();
            int code = await(http().sendAsync(request, String.class), ALIVE).code();
            connection.hear();
            return code;
        });
    }

    /**
     * An event of a watch, from its line.
     *
     * @throws dev.fairlead.failure.OpsException of kind UNREACHABLE when the connection broke off within it, or it is none
     */
    public JsonNode event(String line) {
        return translated("the watch", () -> {
            JsonNode event = read(line);
            boolean isEvent =
                    event.path("type").isTextual() && event.path("object").isObject();
            if (!isEvent) {
                throw new UncheckedIOException(new UnexpectedAnswer("something that is no event of a watch"));
            }
            return event;
        });
    }

    /** The failure that a Status says which came in the middle of an answer. */
    public ApiFailure failed(String doing, JsonNode status) {
        return ClusterFailures.said(this, doing, status);
    }

    /** How far the server's clock is ahead of ours, to the second; zero where the server does not tell. */
    public synchronized Duration clockSkew() {
        Duration known = skew;
        if (known == null) {
            known = translated("ask for the time", () -> {
                HttpRequest request =
                        http().newHttpRequestBuilder().uri(uri(ApiPath.VERSION)).build();
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
        Instant server;
        try {
            server = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
        Duration ahead = Duration.between(Instant.now(), server);
        // The header has whole seconds: less than two says nothing.
        return ahead.abs().compareTo(Duration.ofSeconds(2)) < 0 ? Duration.ZERO : ahead;
    }

    /** The address of a path on this server. */
    public String uri(ApiPath path) {
        String base = server();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    public HttpClient http() {
        return connection.http();
    }

    /** For requests through the API server's proxy: redirects are told in {@code ReportedRedirects.LOCATION}. */
    public HttpClient proxying() {
        return connection.proxying();
    }

    public synchronized ObjectMapper mapper() {
        ObjectMapper made = mapper;
        if (made == null) {
            made = new ObjectMapper();
            mapper = made;
        }
        return made;
    }

    /** Runs calls of fabric8 and says their failures as ours. */
    public <T> T translated(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw ClusterFailures.translated(this, doing, e);
        }
    }

    /** Tries again with a new token where the server refuses the one at hand: they expire while a line runs. */
    private <T> T renewing(Supplier<T> call) {
        String token = connection.token();
        try {
            return call.get();
        } catch (ApiFailure e) {
            if (e.code() == UNAUTHORIZED && translated("log in again", () -> connection.renew(token))) {
                return call.get();
            }
            throw e;
        }
    }

    /** Waits for a fabric8 call; an interruption cancels it. */
    public static <T> T await(CompletableFuture<T> call) {
        return await(call, ANSWER);
    }

    private static <T> T await(CompletableFuture<T> call, Duration most) {
        try {
            return AwaitedAnswer.of(PEER, call, most);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new Cancelled(CANCELLED);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (SocketTimeoutException e) {
            call.cancel(true);
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new UncheckedIOException(
                        cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause));
    }

    /** Closes the context's connection; the next request makes a new one. */
    @Override
    public void close() {
        connection.close();
    }

    private static String text(HttpResponse<String> response) {
        try {
            return response.bodyString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String method, ApiPath path, @Nullable JsonNode sent, String json) {
        try {
            return ApiObject.checked(method, path, sent, JsonTree.read(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JsonTree.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
