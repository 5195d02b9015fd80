package dev.fairlead.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that has a bad moment: no answer, or the one of a proxy that does not find it. */
final class EngineRequestsTest {
    private static final String BUSY = "HTTP/1.0 503 Service Unavailable\r\n\r\n";
    private static final String WELL = "HTTP/1.0 200 OK\r\n\r\n{\"ID\":\"a\"}";

    @TempDir
    private Path home;

    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocketChannel server;
    private DockerEngine engine;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(home.resolve("s")));
        engine = new DockerEngine(Settings.of(Map.of("DOCKER_HOST", "unix://" + home.resolve("s")), home, home));
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        server.close();
    }

    @Test
    void aReadIsRepeated() {
        answer(List.of("", BUSY, WELL));
        assertEquals("a", engine.object("look", "/info", "ID").path("ID").asText());
        assertEquals(3, requests.get());
    }

    @Test
    void aReadIsNotRepeatedForEver() {
        answer(List.of(BUSY));
        OpsException failure = assertThrows(OpsException.class, () -> engine.object("look", "/info", "ID"));
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertEquals(4, requests.get());
    }

    @Test
    void aRemovalIsNotRepeated() {
        answer(List.of("", WELL));
        assertThrows(OpsException.class, () -> engine.delete("remove it", "/images/a"));
        assertEquals(1, requests.get());
    }

    /** One after the other, the last for all that come then. */
    private void answer(List<String> answers) {
        Thread thread = new Thread(() -> {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    client.read(ByteBuffer.allocate(1000));
                    String answer = answers.get(Math.min(requests.getAndIncrement(), answers.size() - 1));
                    client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
