package dev.fairlead.http;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What every connection to a server outside goes by: its proxy, whom it trusts, and the certificate it logs in with. */
public final class ConnectionRules {
    private final Proxies proxies;
    private final X509TrustManager trust;
    private final X509TrustManager proxyTrust;
    private final @Nullable KeyManager keys;
    private final ServerIdentity identity;

    private ConnectionRules(
            Proxies proxies,
            X509TrustManager trust,
            X509TrustManager proxyTrust,
            @Nullable KeyManager keys,
            ServerIdentity identity) {
        this.proxies = proxies;
        this.trust = trust;
        this.proxyTrust = proxyTrust;
        this.keys = keys;
        this.identity = identity;
    }

    /**
     * The proxies of an environment, and whom the system trusts; {@code SSL_CERT_FILE} and {@code SSL_CERT_DIR} add to
     * that.
     *
     * @throws OpsException of kind INVALID that names a variable which holds no proxy
     */
    public static ConnectionRules of(Map<String, String> environment) {
        SystemTrust system = new SystemTrust(environment, Optional.empty());
        return new ConnectionRules(environmentProxies(environment), system, system, null, ServerIdentity.ADDRESS);
    }

    /** The same, with a directory whose {@code *.crt} files are trusted as well. */
    public static ConnectionRules of(Map<String, String> environment, Path certificates) {
        SystemTrust trust = new SystemTrust(environment, Optional.of(certificates));
        return new ConnectionRules(environmentProxies(environment), trust, trust, null, ServerIdentity.ADDRESS);
    }

    /** These, but with other proxies. */
    public ConnectionRules through(Proxies other) {
        return new ConnectionRules(other, trust, proxyTrust, keys, identity);
    }

    /** These, but only servers with a certificate of these authorities are trusted; proxies as before. */
    public ConnectionRules trusting(List<X509Certificate> authorities) {
        return new ConnectionRules(proxies, Tls.trusting(authorities), proxyTrust, keys, identity);
    }

    /** These, but any server will do; proxies as before. */
    public ConnectionRules trustingAnybody() {
        return new ConnectionRules(proxies, new TrustAnybody(), proxyTrust, keys, ServerIdentity.ANY);
    }

    /** These, but the server is asked for by this name, and its certificate is to be for it. */
    public ConnectionRules named(String name) {
        return new ConnectionRules(proxies, trust, proxyTrust, keys, identity.named(name));
    }

    /** These, with a login by certificate. */
    public ConnectionRules with(KeyManager certificate) {
        return new ConnectionRules(proxies, trust, proxyTrust, certificate, identity);
    }

    /** Lets a client go by these; its failures at a proxy are {@link ProxyFailure}s. */
    public void apply(OkHttpClient.Builder builder) {
        SSLContext tls = Tls.context(keys, trust);
        builder.sslSocketFactory(identity.sockets(tls.getSocketFactory()), trust)
                .hostnameVerifier(identity.verifier())
                .addInterceptor(this::explained)
                .proxy(null)
                .proxySelector(proxies.selector())
                .proxyAuthenticator((route, response) -> {
                    String login = route == null ? "" : proxies.authorization(route.proxy());
                    boolean refused = response.request().header("Proxy-Authorization") != null;
                    return login.isEmpty() || refused
                            ? null
                            : response.request()
                                    .newBuilder()
                                    .header("Proxy-Authorization", login)
                                    .build();
                });
        if (!proxies.secure().isEmpty()) {
            builder.socketFactory(ProxySocket.factory(proxies.secure(), Tls.context(null, proxyTrust)));
        }
    }

    /** A way that ended at the proxy is told as that. */
    private Response explained(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            Optional<ProxyFailure> proxy =
                    ProxyFailure.of(proxies, chain.request().url().uri(), e);
            throw proxy.isPresent() ? proxy.get() : e;
        }
    }

    private static Proxies environmentProxies(Map<String, String> environment) {
        try {
            return Proxies.of(environment);
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.INVALID, String.valueOf(e.getMessage()), e);
        }
    }
}
