package dev.fairlead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;

/** A few canned HTTP answers on this machine, so that a rehearsal reaches the code behind a connection. */
final class TrainingServer implements AutoCloseable {
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

    private final ServerSocketChannel listening;
    private final Function<String, String> answers;

    private TrainingServer(ServerSocketChannel listening, SocketAddress address, Function<String, String> answers)
            throws IOException {
        this.listening = listening.bind(address);
        this.answers = answers;
        Thread thread = new Thread(this::serve, "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    static TrainingServer cluster() throws IOException {
        return new TrainingServer(
                ServerSocketChannel.open(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TrainingServer::cluster);
    }

    static TrainingServer engine(Path socket) throws IOException {
        return new TrainingServer(
                ServerSocketChannel.open(StandardProtocolFamily.UNIX),
                UnixDomainSocketAddress.of(socket),
                path -> path.contains("/images/json") ? IMAGES : path.contains("/_ping") ? "OK" : VERSION);
    }

    /** As a kubeconfig and {@code DOCKER_HOST} write it. */
    String address() throws IOException {
        SocketAddress address = listening.getLocalAddress();
        return address instanceof InetSocketAddress inet ? "http://127.0.0.1:" + inet.getPort() : "unix://" + address;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private static String cluster(String path) {
        return switch (path.replaceAll("\\?.*", "")) {
            case "/api/v1" -> NAMESPACES;
            case "/apis" -> "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}";
            case "/api/v1/namespaces", "/api/v1/namespaces/default/pods" -> TABLE;
            default -> STATUS;
        };
    }

    private void serve() {
        while (listening.isOpen()) {
            try {
                SocketChannel connection = listening.accept();
                Thread thread = new Thread(() -> converse(connection), "rehearsal connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void converse(SocketChannel connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                String header = request;
                while (header != null && !header.isEmpty()) {
                    header = in.readLine();
                }
                answer(connection, request.split(" ")[1]);
                if (request.endsWith("HTTP/1.0")) {
                    return; // the connection's end is the answer's
                }
            }
        } catch (IOException | RuntimeException e) {
            // the other side has gone: the rehearsal goes on
        }
    }

    private void answer(SocketChannel connection, String path) throws IOException {
        String body = answers.apply(path);
        String status = body.equals(STATUS) ? "404 Not Found" : "200 OK";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nApi-Version: 1.41\r\nContent-Length: "
                        + bytes.length + "\r\n\r\n";
        ByteBuffer whole = ByteBuffer.allocate(head.length() + bytes.length);
        whole.put(head.getBytes(StandardCharsets.US_ASCII)).put(bytes).flip();
        while (whole.hasRemaining()) {
            connection.write(whole);
        }
    }
}
