package dev.fairlead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;

/** A few canned HTTP answers on this machine, so that a rehearsal reaches the code behind a connection; they end with the process. */
final class TrainingServer {
    private static final String NAMESPACES = """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
            {"name":"namespaces","singularName":"","namespaced":false,"kind":"Namespace","verbs":["get","list"],
            "shortNames":["ns"]},
            {"name":"pods","singularName":"","namespaced":true,"kind":"Pod","verbs":["get","list"],
            "shortNames":["po"]}]}""";
    private static final String TABLE = """
            {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"1"},
            "columnDefinitions":[{"name":"Name","type":"string","format":"name","description":"","priority":0}],
            "rows":[{"cells":["rehearsal"],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1",
            "metadata":{"name":"rehearsal","uid":"0","creationTimestamp":"2026-01-01T00:00:00Z"}}}]}""";
    private static final String STATUS = """
            {"kind":"Status","apiVersion":"v1","status":"Failure","message":"not found","reason":"NotFound",
            "code":404}""";
    private static final String IMAGES = """
            [{"Id":"sha256:0","ParentId":"","RepoTags":["rehearsal:v1"],"RepoDigests":[],"Created":1767225600,
            "Size":1,"VirtualSize":1,"SharedSize":-1,"Labels":{},"Containers":-1}]""";
    private static final String VERSION = "{\"Version\":\"20.10\",\"ApiVersion\":\"1.41\",\"Os\":\"linux\"}";

    private final Door door;
    private final Function<String, String> answers;

    /** Waits for a connection. */
    private interface Door {
        Connection open() throws IOException;
    }

    private record Connection(InputStream in, OutputStream out) {}

    private TrainingServer(Door door, Function<String, String> answers) {
        this.door = door;
        this.answers = answers;
    }

    /** @param listening bound, with or without TLS */
    static void cluster(ServerSocket listening) {
        Door door = () -> {
            Socket socket = listening.accept();
            return new Connection(socket.getInputStream(), socket.getOutputStream());
        };
        new TrainingServer(door, TrainingServer::cluster).start();
    }

    static void engine(Path socket) throws IOException {
        ServerSocketChannel listening =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Door door = () -> {
            SocketChannel channel = listening.accept();
            return new Connection(Channels.newInputStream(channel), Channels.newOutputStream(channel));
        };
        new TrainingServer(
                        door, path -> path.contains("/images/json") ? IMAGES : path.contains("/_ping") ? "OK" : VERSION)
                .start();
    }

    private static String cluster(String path) {
        return switch (path.replaceAll("\\?.*", "")) {
            case "/api/v1" -> NAMESPACES;
            case "/apis" -> "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}";
            case "/api/v1/namespaces", "/api/v1/namespaces/default/pods" -> TABLE;
            default -> STATUS;
        };
    }

    private void start() {
        Thread thread = new Thread(this::serve, "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            while (true) {
                Connection connection = door.open();
                Thread thread = new Thread(() -> converse(connection), "rehearsal connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // none can be taken any more: the lines of the rehearsal fail, which is rehearsed, too
        }
    }

    private void converse(Connection connection) {
        try (InputStream bytes = connection.in();
                OutputStream out = connection.out()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                String header = request;
                while (header != null && !header.isEmpty()) {
                    header = in.readLine();
                }
                answer(out, request.split(" ")[1]);
                if (request.endsWith("HTTP/1.0")) {
                    return; // the connection's end is the answer's
                }
            }
        } catch (IOException | RuntimeException e) {
            // the other side has gone: the rehearsal goes on
        }
    }

    private void answer(OutputStream out, String path) throws IOException {
        String body = answers.apply(path);
        String status = body.equals(STATUS) ? "404 Not Found" : "200 OK";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nApi-Version: 1.41\r\nContent-Length: "
                        + bytes.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }
}
