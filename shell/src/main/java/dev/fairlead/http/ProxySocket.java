package dev.fairlead.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A socket that speaks TLS where it leads to a proxy that wants it, and plainly elsewhere. */
final class ProxySocket extends Socket {
    private final List<ProxyAddress> secure;
    private final SSLContext tls;
    private final Socket plain = new Socket();
    private Socket used = plain;

    private ProxySocket(List<ProxyAddress> secure, SSLContext tls) {
        this.secure = secure;
        this.tls = tls;
    }

    static SocketFactory factory(List<ProxyAddress> secure, SSLContext tls) {
        return new SocketFactory() {
            @Override
            public Socket createSocket() {
                return new ProxySocket(secure, tls);
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                Socket socket = createSocket();
                socket.connect(new InetSocketAddress(host, port));
                return socket;
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
                return createSocket(host, port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return createSocket(host.getHostAddress(), port);
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
                return createSocket(host, port);
            }
        };
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        plain.connect(endpoint, timeout);
        if (endpoint instanceof InetSocketAddress address && secure.stream().anyMatch(proxy -> proxy.isAt(address))) {
            SSLSocket socket = (SSLSocket)
                    tls.getSocketFactory().createSocket(plain, address.getHostString(), address.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            plain.setSoTimeout(timeout);
            socket.startHandshake();
            used = socket;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return used.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return used.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        used.close();
        plain.close();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        plain.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        plain.setTcpNoDelay(on);
    }

    @Override
    public InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return plain.getLocalAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return plain.getRemoteSocketAddress();
    }

    @Override
    public int getPort() {
        return plain.getPort();
    }

    @Override
    public int getLocalPort() {
        return plain.getLocalPort();
    }

    @Override
    public boolean isConnected() {
        return plain.isConnected();
    }

    @Override
    public boolean isBound() {
        return plain.isBound();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return used.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return used.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        used.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        used.shutdownOutput();
    }
}
