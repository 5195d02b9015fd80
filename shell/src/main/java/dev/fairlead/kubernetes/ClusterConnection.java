package dev.fairlead.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connection of a context, shared by its namespaces; made at the first request, and again after it was closed. */
final class ClusterConnection implements AutoCloseable {
    private final String context;
    private final Supplier<Config> settings;
    private final BooleanSupplier rehearsing;
    private final WriteWatch writes;
    private @Nullable Config config;
    private @Nullable HttpClient http;
    private @Nullable HttpClient watching;
    private @Nullable HttpClient proxying;
    private @Nullable NamespacedKubernetesClient client;
    private @Nullable Discovery discovery;

    /**
     * A connection that is not made yet.
     *
     * @param rehearsing whether the server is only to check what is written
     * @param writes hears what is written
     */
    ClusterConnection(String context, Supplier<Config> settings, BooleanSupplier rehearsing, WriteWatch writes) {
        this.context = context;
        this.settings = settings;
        this.rehearsing = rehearsing;
        this.writes = writes;
    }

    WriteWatch writes() {
        return writes;
    }

    /** Whether anything was asked over it. */
    synchronized boolean isMade() {
        return http != null || client != null;
    }

    boolean isRehearsing() {
        return rehearsing.getAsBoolean();
    }

    String context() {
        return context;
    }

    synchronized Config config() {
        Config known = config;
        if (known == null) {
            known = settings.get();
            config = known;
        }
        return known;
    }

    /** The token that requests carry; null where the user logs in otherwise, or with one that does not change. */
    @Nullable
    String token() {
        return config().getOauthTokenProvider() instanceof FreshToken fresh ? fresh.getToken() : null;
    }

    /** Gets a new token in the place of one that was refused; false where there is no other. */
    boolean renew(@Nullable String refused) {
        return config().getOauthTokenProvider() instanceof FreshToken fresh && fresh.renew(refused);
    }

    /** Without fabric8's client around it, which costs a single line more than the request does. */
    synchronized HttpClient http() {
        HttpClient made = http;
        if (made == null) {
            HttpClient.Factory factory = new OkHttpClientFactory();
            made = factory.newBuilder(config())
                    .addOrReplaceInterceptor(Rehearsal.NAME, new Rehearsal(rehearsing))
                    .build();
            http = made;
        }
        return made;
    }

    /** Over HTTP/2, where watches share a connection that is pinged: a silent one may be dead or have nothing to say. */
    synchronized HttpClient watching() {
        HttpClient made = watching;
        if (made == null) {
            HttpClient.Factory factory = new OkHttpClientFactory();
            made = factory.newBuilder(
                            new ConfigBuilder(config()).withHttp2Disable(false).build())
                    .build();
            watching = made;
        }
        return made;
    }

    /** For what answers behind the API server's proxy, whose redirects are its own. */
    synchronized HttpClient proxying() {
        HttpClient made = proxying;
        if (made == null) {
            made = RedirectsTold.client(config());
            proxying = made;
        }
        return made;
    }

    synchronized NamespacedKubernetesClient client() {
        NamespacedKubernetesClient made = client;
        if (made == null) {
            made = new KubernetesClientBuilder()
                    .withConfig(config())
                    .withHttpClientBuilderConsumer(
                            builder -> builder.addOrReplaceInterceptor(Rehearsal.NAME, new Rehearsal(rehearsing)))
                    .build()
                    .adapt(NamespacedKubernetesClient.class);
            client = made;
        }
        return made;
    }

    synchronized Discovery discovery(ClusterClient asking) {
        Discovery known = discovery;
        if (known == null) {
            known = new Discovery(asking);
            discovery = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.close();
            http = null;
        }
        if (watching != null) {
            watching.close();
            watching = null;
        }
        if (proxying != null) {
            proxying.close();
            proxying = null;
        }
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
