package dev.fairlead.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connection of a context, shared by its namespaces; made at the first request, and again after it was closed. */
final class ClusterConnection implements AutoCloseable {
    private final String context;
    private final Supplier<ClusterAccess> reading;
    private final BooleanSupplier rehearsing;
    private final WriteWatch writes;
    private volatile long heard = System.nanoTime();
    private @Nullable ClusterAccess access;
    private @Nullable HttpClient http;
    private @Nullable HttpClient watching;
    private @Nullable HttpClient proxying;
    private @Nullable NamespacedKubernetesClient client;
    private @Nullable Discovery discovery;

    /**
     * A connection that is not made yet.
     *
     * @param reading reads the kubeconfig, at the first use
     * @param rehearsing whether the server is only to check what is written
     * @param writes hears what is written
     */
    ClusterConnection(String context, Supplier<ClusterAccess> reading, BooleanSupplier rehearsing, WriteWatch writes) {
        this.context = context;
        this.reading = reading;
        this.rehearsing = rehearsing;
        this.writes = writes;
    }

    /** The server answered something. */
    void hear() {
        heard = System.nanoTime();
    }

    /** How long the server has answered nothing. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
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

    /** How the kubeconfig leads to the server; asks nobody. */
    synchronized ClusterAccess access() {
        ClusterAccess known = access;
        if (known == null) {
            known = reading.get();
            access = known;
        }
        return known;
    }

    /** The token that requests carry; null where the user logs in otherwise. */
    synchronized @Nullable String token() {
        ready();
        return access().login().getToken();
    }

    /** Gets another login in the place of one that was refused; false where there is no other. */
    boolean renew(@Nullable String refused) {
        boolean renewed = access().renew(refused);
        if (renewed && access().login().certificate().isPresent()) {
            close();
        }
        return renewed;
    }

    /** The login is looked at before every request, since it may have expired; a new certificate wants new connections. */
    private Config ready() {
        if (access().prepare()) {
            close();
        }
        return access().config();
    }

    private ClusterHttp factory() {
        return new ClusterHttp(access().rules());
    }

    /** Without fabric8's client around it, which costs a single line more than the request does. */
    synchronized HttpClient http() {
        Config config = ready();
        HttpClient made = http;
        if (made == null) {
            made = factory()
                    .builder(config)
                    .addOrReplaceInterceptor(DryRun.NAME, new DryRun(rehearsing))
                    .build();
            http = made;
        }
        return made;
    }

    /** Over HTTP/2, where watches share a connection that is pinged: a silent one may be dead or have nothing to say. */
    synchronized HttpClient watching() {
        Config config = ready();
        HttpClient made = watching;
        if (made == null) {
            made = factory()
                    .builder(new ConfigBuilder(config).withHttp2Disable(false).build())
                    .build();
            watching = made;
        }
        return made;
    }

    /** For what answers behind the API server's proxy, whose redirects are its own. */
    synchronized HttpClient proxying() {
        Config config = ready();
        HttpClient made = proxying;
        if (made == null) {
            made = ReportedRedirects.client(config, access().rules());
            proxying = made;
        }
        return made;
    }

    synchronized NamespacedKubernetesClient client() {
        Config config = ready();
        NamespacedKubernetesClient made = client;
        if (made == null) {
            made = new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientFactory(factory())
                    .withHttpClientBuilderConsumer(
                            builder -> builder.addOrReplaceInterceptor(PlainPaths.NAME, new PlainPaths())
                                    .addOrReplaceInterceptor(DryRun.NAME, new DryRun(rehearsing)))
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
