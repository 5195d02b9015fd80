package dev.fairlead.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A proxy on the way to a server.
 *
 * @param scheme {@code http}, {@code https} or {@code socks5}
 * @param authorization what the proxy is to get as {@code Proxy-Authorization}; empty for none
 */
public record ProxyAddress(String scheme, String host, int port, String authorization) {
    private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443, "socks5", 1080);

    /** @throws IllegalArgumentException that says what is wrong with the URL, without a password in it */
    public static ProxyAddress parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no URL", e);
        }
        String scheme = "socks5h".equals(uri.getScheme()) ? "socks5" : String.valueOf(uri.getScheme());
        if (!PORTS.containsKey(scheme)) {
            throw new IllegalArgumentException("it begins with none of http://, https:// and socks5://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("it names no host");
        }
        String login = uri.getRawUserInfo();
        if (login != null && scheme.equals("socks5")) {
            throw new IllegalArgumentException("a SOCKS proxy that wants a login is not supported");
        }
        int port = uri.getPort() < 0 ? PORTS.get(scheme) : uri.getPort();
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        return new ProxyAddress(scheme, host, port, login == null ? "" : basic(login));
    }

    /** Whether the proxy itself is spoken to over TLS. */
    boolean isSecure() {
        return scheme.equals("https");
    }

    Proxy proxy() {
        Proxy.Type type = scheme.equals("socks5") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
        return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
    }

    boolean isAt(InetSocketAddress address) {
        return address.getPort() == port && address.getHostString().equals(host);
    }

    private static String basic(String login) {
        String plain = URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8);
        String pair = plain.contains(":") ? plain : plain + ":";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Without its login. */
    @Override
    public String toString() {
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
