package dev.fairlead.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What many clients at once may rely on. */
final class StoreTest {
    private static final int CLIENTS = 8;
    private static final int TIMES = 50;

    private final Store store = new Store();
    private final ObjectRequests objects = new ObjectRequests(store, new Kinds(store), new Stamps(Clock.systemUTC()));

    StoreTest() {
        make(Kinds.NAMESPACE, "", "default");
    }

    @Test
    void noWriteOfManyAtOnceIsLostAndAWatchTellsEachOnceAndInOrder() throws Exception {
        make(Kinds.CONFIG_MAP, "default", "shared").withObject("/data");
        long from = store.version();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            running.add(clients.submit(() -> {
                for (int i = 0; i < TIMES; i++) {
                    count();
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        clients.shutdown();
        ObjectNode after = objects.get(Kinds.CONFIG_MAP, "default", "shared");
        assertEquals(CLIENTS * TIMES, after.at("/data/count").asInt());
        List<Integer> told = store.since(from, Kinds.CONFIG_MAP).stream()
                .map(change -> change.object().at("/data/count").asInt())
                .toList();
        List<Integer> all = new ArrayList<>();
        for (int i = 1; i <= CLIENTS * TIMES; i++) {
            all.add(i);
        }
        assertEquals(all, told);
    }

    /** Reads, adds one, writes, and begins again where somebody was faster. */
    private void count() {
        while (true) {
            ObjectNode changed =
                    objects.get(Kinds.CONFIG_MAP, "default", "shared").deepCopy();
            int count = changed.at("/data/count").asInt();
            changed.withObject("/data").put("count", Integer.toString(count + 1));
            try {
                objects.update(Kinds.CONFIG_MAP, changed, Write.by("test"));
                return;
            } catch (StatusRefusal e) {
                assertTrue(String.valueOf(e.getMessage()).contains("has been modified"), e.getMessage());
            }
        }
    }

    @Test
    void aWatchOfAQuietKindLivesThroughManyChangesOfOthers() throws Exception {
        make(Kinds.SECRET, "default", "quiet");
        Request request = Request.of(
                "GET",
                URI.create("/api/v1/namespaces/default/secrets?watch=1&timeoutSeconds=1&resourceVersion="
                        + store.version()),
                "",
                "",
                new byte[0]);
        Address at = Address.of(request.path(), objects.kinds()).orElseThrow();
        Watching watching = new Watching(
                store,
                at,
                request,
                Shapes.of(at.kind(), request, Instant.now(), MissingNode.getInstance()),
                any -> true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread noise = new Thread(() -> {
            for (int i = 0; i < 6_000; i++) {
                make(Kinds.CONFIG_MAP, "default", "noise-" + i);
                if (i % 100 == 0) {
                    Thread.yield();
                }
            }
            make(Kinds.SECRET, "default", "late");
        });
        noise.start();
        watching.run(
                out,
                () -> noise.isAlive() || !out.toString(StandardCharsets.UTF_8).contains("late"));
        noise.join();
        String told = out.toString(StandardCharsets.UTF_8);
        assertFalse(told.contains("Expired"), told);
    }

    @Test
    void versionsThatNeverWereAndThoseBeforeARestartCannotBeWatchedFrom() {
        long version = store.version();
        assertThrows(StatusRefusal.class, () -> store.since(version + 1, Kinds.SECRET));
        Store next = new Store();
        next.load(store.toJson());
        assertThrows(StatusRefusal.class, () -> next.since(version, Kinds.SECRET));
        assertTrue(next.version() > version + 1_000, "what was given out after the save is not given out again");
    }

    @Test
    void aListGoesOnAfterItsLastObjectWhateverWentMeanwhile() {
        for (String name : List.of("a", "b", "c", "d")) {
            make(Kinds.SECRET, "default", name);
        }
        Requests requests = new Requests(objects, store, new Nobody(), "");
        ObjectNode first = list(requests, "?limit=2");
        store.remove(Kinds.SECRET, objects.get(Kinds.SECRET, "default", "a"));
        ObjectNode rest = list(
                requests, "?limit=2&continue=" + first.at("/metadata/continue").asText());
        assertEquals("c", rest.at("/items/0/metadata/name").asText());
        assertEquals(2, rest.path("items").size());
    }

    private ObjectNode list(Requests requests, String query) {
        Request request =
                Request.of("GET", URI.create("/api/v1/namespaces/default/secrets" + query), "", "", new byte[0]);
        try {
            return (ObjectNode) JsonTree.read(requests.answer(request).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode make(Kind kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", name);
        return objects.create(kind, namespace, object, Write.by("test"));
    }
}
