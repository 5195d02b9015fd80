package dev.fairlead.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that leads every tunnel to one port of this machine, whatever host is asked for, and notes what it is asked. */
public final class TunnelProxy implements AutoCloseable {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private final int target;
    private final String login;

    private TunnelProxy(ServerSocket socket, int target, String login) {
        this.socket = socket;
        this.target = target;
        this.login = login;
        daemon(this::accept);
    }

    public static TunnelProxy to(int port) throws IOException {
        return new TunnelProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, "");
    }

    /** @param login the value of the header that it wants */
    public static TunnelProxy withLogin(int port, String login) throws IOException {
        return new TunnelProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, login);
    }

    /** One that is spoken to over TLS itself. */
    public static TunnelProxy overTls(int port) throws IOException {
        ServerSocket socket = TlsServer.context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new TunnelProxy(socket, port, "");
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The first lines of the requests so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            int first = in.read();
            if (first == 5) {
                socks(client, in);
                return;
            }
            StringBuilder head = new StringBuilder().append((char) first);
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            asked.add(head.substring(0, head.indexOf("\r\n")));
            boolean known = login.isEmpty() || head.toString().contains("Proxy-Authorization: " + login + "\r\n");
            say(client, known ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n");
            if (known) {
                tunnel(client);
            }
        } catch (IOException e) {
            // The client went.
        }
    }

    /** SOCKS 5 without a login, and with a host name (RFC 1928). */
    private void socks(Socket client, InputStream in) throws IOException {
        in.readNBytes(in.read());
        client.getOutputStream().write(new byte[] {5, 0});
        byte[] request = in.readNBytes(4);
        String host = request[3] == 3
                ? new String(in.readNBytes(in.read()), StandardCharsets.US_ASCII)
                : "address " + in.readNBytes(4).length;
        in.readNBytes(2);
        asked.add("SOCKS " + host);
        client.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
        tunnel(client);
    }

    private void tunnel(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            daemon(() -> {
                try {
                    server.getInputStream().transferTo(client.getOutputStream());
                    client.shutdownOutput();
                } catch (IOException e) {
                    // One of both went.
                }
            });
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private static void say(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tunnel proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
