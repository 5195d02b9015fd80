package dev.fairlead.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Sends single requests and waits for their whole answers. Connects at the first one. Safe for several threads. */
public final class HttpSender {
    private final Supplier<ConnectionRules> rules;
    private final Duration connect;
    private final boolean following;
    private final String peer;
    private final @Nullable PeerAnswers answers;
    private @Nullable OkHttpClient client;

    /** What a server answered. */
    public record Reply(URI uri, int code, HttpHeaders headers, String body) {}

    /**
     * @param rules asked for at the first request
     * @param connect how long to wait for a connection
     * @param following whether redirects are followed, save from https to http
     */
    public HttpSender(Supplier<ConnectionRules> rules, Duration connect, boolean following) {
        this(rules, connect, following, "", null);
    }

    private HttpSender(
            Supplier<ConnectionRules> rules,
            Duration connect,
            boolean following,
            String peer,
            @Nullable PeerAnswers answers) {
        this.rules = rules;
        this.connect = connect;
        this.following = following;
        this.peer = peer;
        this.answers = answers;
    }

    /** One for a kind of peer, whose answers are checked and asked for again; it follows no redirects. */
    public static HttpSender to(String peer, PeerAnswers answers, Supplier<ConnectionRules> rules, Duration connect) {
        return new HttpSender(rules, connect, false, peer, answers);
    }

    /**
     * Sends a request.
     *
     * @param body null for none
     * @param limit for the whole exchange
     * @throws HttpTimeoutException when no whole answer comes in time
     * @throws ProxyFailure when the way ends at the proxy
     * @throws IllegalArgumentException when no request can be made of this
     */
    public Reply send(String method, URI uri, Map<String, String> headers, byte @Nullable [] body, Duration limit)
            throws IOException, InterruptedException {
        Request.Builder request = new Request.Builder().url(uri.toString()).header("User-Agent", "fairlead");
        headers.forEach(request::header);
        boolean bodied = List.of("POST", "PUT", "PATCH").contains(method);
        byte[] sent = body == null && bodied ? new byte[0] : body;
        request.method(method, sent == null ? null : RequestBody.create(sent));
        Call call = client().newCall(request.build());
        call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        call.enqueue(completing(reply));
        try {
            return AwaitedAnswer.of(peer.isEmpty() ? uri.getHost() : peer, reply, limit);
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (SocketTimeoutException e) {
            call.cancel();
            throw late(e);
        } catch (ExecutionException e) {
            throw explained(e.getCause());
        }
    }

    private IOException explained(@Nullable Throwable failure) {
        if (failure instanceof SocketTimeoutException) {
            HttpTimeoutException late = new HttpConnectTimeoutException("no connection within " + connect);
            late.initCause(failure);
            return late;
        }
        if (failure instanceof InterruptedIOException) {
            return late(failure);
        }
        return failure instanceof IOException cause ? cause : new IOException(failure);
    }

    private static HttpTimeoutException late(Throwable failure) {
        HttpTimeoutException late = new HttpTimeoutException("no answer in time");
        late.initCause(failure);
        return late;
    }

    private static Callback completing(CompletableFuture<Reply> reply) {
        return new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                reply.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    HttpHeaders headers = HttpHeaders.of(response.headers().toMultimap(), (name, value) -> true);
                    reply.complete(
                            new Reply(response.request().url().uri(), response.code(), headers, text(response.body())));
                } catch (IOException | RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            }
        };
    }

    /** As the answer says that it is encoded. */
    private static String text(ResponseBody body) throws IOException {
        MediaType type = body.contentType();
        Charset charset = type == null ? null : type.charset();
        return PeerAnswers.read(body, PeerAnswers.mostBytes())
                .readString(charset == null ? StandardCharsets.UTF_8 : charset);
    }

    private synchronized OkHttpClient client() {
        OkHttpClient known = client;
        if (known == null) {
            Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "http request");
                thread.setDaemon(true);
                return thread;
            }));
            dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
            OkHttpClient.Builder builder = new OkHttpClient.Builder()
                    .dispatcher(dispatcher)
                    .connectTimeout(connect)
                    .readTimeout(Duration.ZERO)
                    .writeTimeout(Duration.ZERO)
                    .protocols(List.of(Protocol.HTTP_1_1))
                    .followRedirects(following)
                    .followSslRedirects(following)
                    .addNetworkInterceptor(HttpSender::neverIntoTheClear);
            PeerAnswers checked = answers;
            if (checked != null) {
                builder.retryOnConnectionFailure(false).addInterceptor(checked);
            }
            rules.get().apply(builder);
            known = builder.build();
            client = known;
        }
        return known;
    }

    /** An answer over https that redirects to http is the last one. */
    private static Response neverIntoTheClear(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String location = response.header("Location", "");
        boolean clear = chain.request().isHttps() && location.startsWith("http:");
        return clear ? response.newBuilder().removeHeader("Location").build() : response;
    }
}
