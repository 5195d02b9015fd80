package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.fairlead.http.Pem;
import dev.fairlead.http.ProxyAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A cluster of a kubeconfig, checked as kubectl checks it.
 *
 * @param server a URL with its scheme
 * @param authorities who signs the server's certificate; empty for those that the system trusts
 * @param authorityData the same as it was written, in PEM
 * @param insecure whether any server will do
 * @param serverName for whom the server's certificate is, instead of the host of its URL
 * @param execConfig what the cluster tells credential plugins
 */
record KubeCluster(
        String server,
        List<X509Certificate> authorities,
        byte[] authorityData,
        boolean insecure,
        Optional<String> serverName,
        Optional<ProxyAddress> proxy,
        Optional<String> proxyUrl,
        boolean compressed,
        JsonNode execConfig) {
    private static final String EXEC_EXTENSION = "client.authentication.k8s.io/exec";

    /** @throws dev.fairlead.failure.OpsException that says why kubectl would not use it either */
    static KubeCluster of(KubeEntry entry) {
        Optional<byte[]> authority = entry.data("certificate-authority");
        boolean insecure = entry.flag("insecure-skip-tls-verify");
        if (insecure && authority.isPresent()) {
            throw entry.invalid("has both a certificate-authority and insecure-skip-tls-verify; only one can hold");
        }
        byte[] pem = authority.orElse(new byte[0]);
        List<X509Certificate> authorities = Pem.certificates(pem);
        if (authority.isPresent() && authorities.isEmpty()) {
            throw entry.invalid("has a certificate-authority without a certificate in it");
        }
        Optional<String> proxyUrl = entry.text("proxy-url");
        JsonNode execConfig = KubeConfigFiles.named(entry.fields().path("extensions"), EXEC_EXTENSION)
                .map(found -> found.path("extension"))
                .orElse(NullNode.getInstance());
        return new KubeCluster(
                server(entry, insecure || authority.isPresent()),
                authorities,
                pem,
                insecure,
                entry.text("tls-server-name"),
                proxyUrl.map(url -> proxy(entry, url)),
                proxyUrl,
                !entry.flag("disable-compression"),
                execConfig);
    }

    boolean isSecure() {
        return server.startsWith("https:");
    }

    private static String server(KubeEntry entry, boolean tls) {
        String server = entry.text("server").map(String::strip).orElseThrow(() -> entry.invalid("names no server"));
        String url = server.contains("://") ? server : (tls ? "https://" : "http://") + server;
        try {
            URI uri = URI.create(url);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
                throw new IllegalArgumentException("no host");
            }
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return scheme + "://" + uri.getRawAuthority() + path.replaceFirst("/+$", "");
        } catch (IllegalArgumentException e) {
            throw entry.invalid("has a server that is no URL: " + server);
        }
    }

    private static ProxyAddress proxy(KubeEntry entry, String url) {
        try {
            return ProxyAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw entry.invalid("has a proxy-url that cannot be used: " + e.getMessage());
        }
    }
}
