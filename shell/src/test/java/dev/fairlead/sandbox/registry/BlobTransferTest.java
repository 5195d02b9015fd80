package dev.fairlead.sandbox.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.FaultProxy;
import dev.fairlead.FaultProxy.Fault;
import dev.fairlead.image.ImageReference;
import dev.fairlead.oci.BlobStore;
import dev.fairlead.oci.ImageLayout;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers on ways that break: what is there already is not sent again. */
final class BlobTransferTest {
    private final byte[] content = new byte[20 << 20];

    @TempDir
    private Path directory;

    private LoopbackRegistry registry;
    private BlobStore ours;
    private BlobStore theirs;
    private String digest;

    @BeforeEach
    void start() {
        new Random(7).nextBytes(content);
        ImageLayout stored = new ImageLayout(directory.resolve("registry"));
        registry = new LoopbackRegistry(stored);
        theirs = stored.blobs();
        ours = new ImageLayout(directory.resolve("local")).blobs();
        digest = BlobStore.digestOf(content);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void anUploadGoesOnWhereItWas() throws IOException {
        ours.add(content);
        try (FaultProxy proxy = proxy(nth("PATCH", 2, Fault.DONE_AND_RESET))) {
            transfer(proxy).send(ours, digest);
            assertEquals(List.of("POST", "PATCH", "PATCH", "GET", "PATCH", "PUT"), methods(proxy));
        }
        assertArrayEquals(content, theirs.read(digest));
    }

    @Test
    void anUploadThatTheRegistryHasForgottenBeginsAgain() throws IOException {
        ours.add(content);
        Function<String, Fault> broken = nth("PATCH", 2, Fault.RESET);
        try (FaultProxy proxy =
                proxy(request -> request.startsWith("GET") ? Fault.status(404, "", "") : broken.apply(request))) {
            transfer(proxy).send(ours, digest);
            assertEquals(
                    List.of("POST", "PATCH", "PATCH", "GET", "POST", "PATCH", "PATCH", "PATCH", "PUT"), methods(proxy));
        }
        assertArrayEquals(content, theirs.read(digest));
    }

    @Test
    void aDownloadGoesOnWhereItWas() throws IOException {
        theirs.add(content);
        AtomicInteger sent = new AtomicInteger();
        Fault counted = (client, onward) -> {
            byte[] rest = onward.whole();
            sent.set(rest.length);
            client.getOutputStream().write(rest);
        };
        AtomicInteger times = new AtomicInteger();
        try (FaultProxy proxy = proxy(request -> times.incrementAndGet() == 1 ? Fault.CUT : counted)) {
            assertEquals(content.length, transfer(proxy).fetch(digest, ours));
        }
        assertEquals(2, times.get());
        assertEquals(true, sent.get() < content.length / 2, "sent again: " + sent.get());
        assertArrayEquals(content, ours.read(digest));
    }

    private FaultProxy proxy(Function<String, Fault> faults) throws IOException {
        String[] address = registry.address().split(":");
        return FaultProxy.before(() -> new Socket(address[0], Integer.parseInt(address[1])), faults);
    }

    private RegistryTransfer transfer(FaultProxy proxy) {
        return new RegistryTransfer(
                "http://" + proxy.address(), registry.token(), ImageReference.parse("registry.sandbox/web:1"));
    }

    private static List<String> methods(FaultProxy proxy) {
        return proxy.asked().stream().map(request -> request.split(" ")[0]).toList();
    }

    private static Function<String, Fault> nth(String method, int number, Fault fault) {
        AtomicInteger times = new AtomicInteger();
        return request -> request.startsWith(method) && times.incrementAndGet() == number ? fault : Fault.NONE;
    }
}
