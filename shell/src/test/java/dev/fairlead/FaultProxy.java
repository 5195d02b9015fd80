package dev.fairlead;

import dev.fairlead.http.Pem;
import dev.fairlead.http.Tls;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Stands between fairlead and a real peer, speaks plain HTTP/1.1, and lets some requests meet with a fault: a refusal, a
 * broken connection, silence, or a lie. One connection carries one request.
 */
public final class FaultProxy implements AutoCloseable {
    /** Leads to nobody: whatever is asked must meet with a fault. */
    public static final Peer NOBODY = () -> {
        throw new IOException("there is nobody");
    };

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final Peer peer;
    private volatile Function<String, Fault> faults;

    /** Where requests go on to. */
    @FunctionalInterface
    public interface Peer {
        Socket connect() throws IOException;
    }

    /** What a request meets with. */
    @FunctionalInterface
    public interface Fault {
        /** It is answered as the peer answers it. */
        Fault NONE = (client, onward) -> onward.answer();

        /** The connection breaks before the peer hears of it. */
        Fault RESET = (client, onward) -> reset(client);

        /** The connection breaks although the peer has done it. */
        Fault DONE_AND_RESET = (client, onward) -> {
            onward.whole();
            reset(client);
        };

        /** Half of the answer comes. */
        Fault CUT = (client, onward) -> {
            byte[] answer = onward.whole();
            client.getOutputStream().write(answer, 0, answer.length - 5);
        };

        /** Nothing comes, and the connection stays. */
        Fault SILENCE = (client, onward) -> client.getInputStream().read();

        void answer(Socket client, Onward onward) throws IOException;

        /** @param headers whole lines, each ended by a line break */
        static Fault status(int code, String headers, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + code + " Because\r\nContent-Length: " + bytes.length
                    + "\r\nConnection: close\r\n" + headers.replace("\n", "\r\n") + "\r\n";
            return (client, onward) -> {
                client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().write(bytes);
            };
        }

        /** What is no answer of the peer, with a status that says that all is well. */
        static Fault lie(String type, String body) {
            return status(200, "Content-Type: " + type + "\n", body);
        }

        /** An answer without an end. */
        static Fault endless(String type, String part) {
            return (client, onward) -> {
                OutputStream out = client.getOutputStream();
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n[\"")
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] much = part.repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(much);
                }
            };
        }

        private static void reset(Socket client) throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }
    }

    /** Hands a request on. */
    public interface Onward {
        /** Copies the answer as it comes. */
        void answer() throws IOException;

        /** The whole answer, which the client does not see. */
        byte[] whole() throws IOException;
    }

    private FaultProxy(Peer peer, Function<String, Fault> faults) throws IOException {
        this.peer = peer;
        this.faults = faults;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** @param faults what a request meets with, by its method and path */
    public static FaultProxy before(Peer peer, Function<String, Fault> faults) throws IOException {
        return new FaultProxy(peer, faults);
    }

    /** Before the API server of a kubeconfig whose user has a certificate; that login is the proxy's. */
    public static Peer apiServer(Path kubeconfig) throws IOException, GeneralSecurityException {
        String text = Files.readString(kubeconfig);
        Matcher server = Pattern.compile("server: \"?https://([^:\"]+):(\\d+)").matcher(text);
        server.find();
        SSLContext tls = Tls.context(
                Tls.keys(
                        Pem.certificates(data(text, "client-certificate-data")),
                        Pem.privateKey(data(text, "client-key-data"))),
                Tls.trusting(Pem.certificates(data(text, "certificate-authority-data"))));
        String host = server.group(1);
        int port = Integer.parseInt(server.group(2));
        return () -> tls.getSocketFactory().createSocket(host, port);
    }

    private static byte[] data(String text, String field) {
        Matcher found = Pattern.compile(field + ": \"?([A-Za-z0-9+/=]+)").matcher(text);
        found.find();
        return Base64.getDecoder().decode(found.group(1));
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Method and path of what was asked, in order. */
    public List<String> asked() {
        return asked;
    }

    public void meet(Function<String, Fault> other) {
        faults = other;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Closeable one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            open.add(client);
            daemon(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            String[] words = head.split("[ \r\n]", 3);
            byte[] body = client.getInputStream().readNBytes(length(head));
            String request = words[0] + " " + words[1];
            asked.add(request);
            faults.apply(request).answer(client, new ToPeer(head, body, client));
        }
    }

    private final class ToPeer implements Onward {
        private final String head;
        private final byte[] body;
        private final Socket client;

        ToPeer(String head, byte[] body, Socket client) {
            this.head = head;
            this.body = body;
            this.client = client;
        }

        @Override
        public void answer() throws IOException {
            try (Socket onward = sent()) {
                InputStream in = onward.getInputStream();
                OutputStream out = client.getOutputStream();
                out.write(once(head(in)).getBytes(StandardCharsets.ISO_8859_1));
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                }
            }
        }

        @Override
        public byte[] whole() throws IOException {
            try (Socket onward = sent()) {
                return onward.getInputStream().readAllBytes();
            }
        }

        private Socket sent() throws IOException {
            Socket onward = peer.connect();
            open.add(onward);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(once(head).getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(body);
            onward.getOutputStream().write(all.toByteArray());
            onward.getOutputStream().flush();
            return onward;
        }
    }

    /** The connection is not used again. */
    private static String once(String head) {
        return head.replaceAll("(?i)\r\nConnection: [^\r]*", "").replaceFirst("\r\n", "\r\nConnection: close\r\n");
    }

    /** With the empty line that ends it; empty where the client has left. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        Matcher found = Pattern.compile("content-length: (\\d+)").matcher(head.toLowerCase(Locale.ROOT));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The connection ended, which is what this proxy is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
