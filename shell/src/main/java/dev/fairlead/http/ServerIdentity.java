package dev.fairlead.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.internal.tls.OkHostnameVerifier;

/**
 * For whom a server's certificate is to be.
 *
 * @param checked whether that is looked at
 * @param name instead of the host of the address; servers are asked for it in the handshake too
 */
record ServerIdentity(boolean checked, Optional<String> name) {
    static final ServerIdentity ADDRESS = new ServerIdentity(true, Optional.empty());
    static final ServerIdentity ANY = new ServerIdentity(false, Optional.empty());

    ServerIdentity named(String other) {
        return new ServerIdentity(checked, Optional.of(other));
    }

    HostnameVerifier verifier() {
        return (host, session) -> !checked || OkHostnameVerifier.INSTANCE.verify(name.orElse(host), session);
    }

    SSLSocketFactory sockets(SSLSocketFactory plain) {
        return name.<SSLSocketFactory>map(known -> new Named(plain, known)).orElse(plain);
    }

    /** Tells every server the same name. */
    private static final class Named extends SSLSocketFactory {
        private final SSLSocketFactory plain;
        private final String name;

        Named(SSLSocketFactory plain, String name) {
            this.plain = plain;
            this.name = name;
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return plain.createSocket(socket, name, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(new Socket(host, port), name, port, true);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(new Socket(host, port, from, fromPort), name, port, true);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(new Socket(host, port), name, port, true);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(new Socket(host, port, from, fromPort), name, port, true);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return plain.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return plain.getSupportedCipherSuites();
        }
    }
}
