package dev.fairlead.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom TLS trusts and with what it logs in. */
public final class Tls {
    /** Where systems keep the certificate authorities that they trust, as Go knows them. */
    private static final List<String> BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/pki/tls/cacert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/cert.pem");

    private Tls() {}

    /**
     * The authorities of the system with those of {@code SSL_CERT_FILE} and {@code SSL_CERT_DIR}; empty where the system
     * has no bundle, which leaves the JDK's own.
     *
     * @throws IOException when a file that is named cannot be read
     */
    static List<X509Certificate> systemRoots(Map<String, String> environment) throws IOException {
        List<X509Certificate> roots = new ArrayList<>();
        for (String bundle : BUNDLES) {
            if (roots.isEmpty() && Files.isReadable(Path.of(bundle))) {
                roots.addAll(Pem.certificates(Files.readAllBytes(Path.of(bundle))));
            }
        }
        String file = environment.getOrDefault("SSL_CERT_FILE", "");
        if (!file.isEmpty()) {
            roots.addAll(Pem.certificates(Files.readAllBytes(Path.of(file))));
        }
        for (String directory : environment.getOrDefault("SSL_CERT_DIR", "").split(":")) {
            if (!directory.isEmpty() && Files.isDirectory(Path.of(directory))) {
                roots.addAll(inDirectory(Path.of(directory), ""));
            }
        }
        return roots;
    }

    /** The certificates of a directory's files. */
    static List<X509Certificate> inDirectory(Path directory, String ending) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(found -> found.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                certificates.addAll(Pem.certificates(Files.readAllBytes(file)));
            }
        }
        return certificates;
    }

    /** @param roots whom to trust; the JDK's own where there are none */
    public static X509TrustManager trusting(Collection<X509Certificate> roots) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore store = null;
            if (!roots.isEmpty()) {
                store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                int number = 0;
                for (X509Certificate root : roots) {
                    store.setCertificateEntry("root-" + number++, root);
                }
            }
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot check certificates", e);
        }
    }

    /** A login with a certificate and its chain. */
    public static KeyManager keys(List<X509Certificate> chain, PrivateKey key) {
        return new OneKey(chain.toArray(X509Certificate[]::new), key);
    }

    public static SSLContext context(@Nullable KeyManager keys, X509TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys == null ? null : new KeyManager[] {keys}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}
