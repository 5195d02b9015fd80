package dev.fairlead.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts whom the system trusts; the certificates are read when the first server shows its own. */
final class SystemTrust extends X509ExtendedTrustManager {
    private final Map<String, String> environment;
    private final Optional<Path> more;
    private @Nullable X509TrustManager loaded;

    /** @param more a directory whose {@code *.crt} files are trusted too */
    SystemTrust(Map<String, String> environment, Optional<Path> more) {
        this.environment = environment;
        this.more = more;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        loaded().checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (loaded() instanceof X509ExtendedTrustManager extended) {
            extended.checkServerTrusted(chain, type, socket);
        } else {
            loaded().checkServerTrusted(chain, type);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        loaded().checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only servers are trusted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    /** Empty: nobody asks a client for them. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private synchronized X509TrustManager loaded() throws CertificateException {
        X509TrustManager known = loaded;
        if (known == null) {
            try {
                List<X509Certificate> roots = new ArrayList<>(Tls.systemRoots(environment));
                if (more.isPresent() && Files.isDirectory(more.get())) {
                    roots.addAll(Tls.inDirectory(more.get(), ".crt"));
                }
                known = Tls.trusting(roots);
            } catch (IOException e) {
                throw new CertificateException("cannot read the certificates to trust: " + e, e);
            }
            loaded = known;
        }
        return known;
    }
}
