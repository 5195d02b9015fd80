package dev.fairlead.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to a server: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in capitals or not, as
 * kubectl, docker and other Go programs read them; or one that is named for all requests.
 */
public final class Proxies {
    private final Map<String, ProxyAddress> byScheme;
    private final Optional<NoProxy> exceptions;

    private Proxies(Map<String, ProxyAddress> byScheme, Optional<NoProxy> exceptions) {
        this.byScheme = byScheme;
        this.exceptions = exceptions;
    }

    /**
     * Those of an environment.
     *
     * @throws IllegalArgumentException that names the variable which holds no proxy
     */
    public static Proxies of(Map<String, String> environment) {
        Map<String, ProxyAddress> byScheme = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            String name = scheme.toUpperCase(Locale.ROOT) + "_PROXY";
            String value = variable(environment, name);
            if (!value.isEmpty()) {
                byScheme.put(scheme, parse(name, value));
            }
        }
        return new Proxies(Map.copyOf(byScheme), Optional.of(new NoProxy(variable(environment, "NO_PROXY"))));
    }

    /** The same proxy for every server, this machine included. */
    public static Proxies always(ProxyAddress proxy) {
        return new Proxies(Map.of("http", proxy, "https", proxy), Optional.empty());
    }

    /** The proxy to a server; empty where the way is direct. */
    public Optional<ProxyAddress> to(URI server) {
        boolean secure = "https".equals(server.getScheme());
        Optional<ProxyAddress> proxy = Optional.ofNullable(byScheme.get(secure ? "https" : "http"));
        int port = server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80;
        String host = String.valueOf(server.getHost());
        return proxy.filter(known -> exceptions.isEmpty() || !exceptions.get().covers(host, port));
    }

    /** The proxies that are spoken to over TLS. */
    List<ProxyAddress> secure() {
        return byScheme.values().stream().filter(ProxyAddress::isSecure).toList();
    }

    /** What the proxy at an address is to get as {@code Proxy-Authorization}; empty for nothing. */
    String authorization(Proxy proxy) {
        return byScheme.values().stream()
                .filter(known -> proxy.address() instanceof InetSocketAddress address && known.isAt(address))
                .map(ProxyAddress::authorization)
                .findFirst()
                .orElse("");
    }

    ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                List<Proxy> proxies = new ArrayList<>();
                proxies.add(to(uri).map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY));
                return proxies;
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // Who made the request is told by its own failure.
            }
        };
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : value;
    }

    private static ProxyAddress parse(String name, String value) {
        try {
            return ProxyAddress.parse(value.contains("://") ? value : "http://" + value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is no proxy: " + e.getMessage(), e);
        }
    }
}
