package dev.fairlead.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** The way to a server ended at its proxy. */
public final class ProxyFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Pattern REFUSED = Pattern.compile("response code for CONNECT: (\\d+)");

    private ProxyFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a failure on the way to a server has to do with the proxy that leads there; empty for nothing. */
    static Optional<ProxyFailure> of(Proxies proxies, URI server, Throwable failure) {
        return proxies.to(server)
                .flatMap(proxy ->
                        why(proxy, failure).map(why -> new ProxyFailure("the proxy " + proxy + " " + why, failure)));
    }

    private static Optional<String> why(ProxyAddress proxy, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher refused = REFUSED.matcher(message);
        if (refused.find()) {
            return Optional.of(refused.group(1).equals("407") ? "wants a login" : "answered " + refused.group(1));
        }
        if (message.contains("authenticate with proxy")) {
            return Optional.of(proxy.authorization().isEmpty() ? "wants a login" : "does not accept this login");
        }
        if (failure instanceof UnknownHostException) {
            return Optional.of("is an unknown host");
        }
        if (failure instanceof ConnectException) {
            return Optional.of("does not answer: connection refused");
        }
        if (failure instanceof SocketException && message.contains("SOCKS")) {
            return Optional.of("says: " + message);
        }
        return proxy.isSecure() && failure instanceof SSLException trouble
                ? Optional.of("cannot be trusted: " + TlsTrouble.why(trouble))
                : Optional.empty();
    }
}
