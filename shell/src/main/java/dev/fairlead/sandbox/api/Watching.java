package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** One watch: what happens to the objects of a kind after a version, line by line, until its time is over. */
final class Watching {
    private static final long USUAL_SECONDS = 1_800;

    /**
     * How long a watch is silent at most. A client that ends one over HTTP/1.1 must not be in the middle of reading, so it
     * waits a moment for something to come.
     */
    private static final long SILENCE_MILLIS = 50;

    /** Nobody tells that a client has gone but a write that fails; space between events means nothing to any reader. */
    private static final long SIGN_OF_LIFE_NANOS = 5_000_000_000L;

    private final Store store;
    private final Address at;
    private final Request request;
    private final Shapes shapes;
    private final Predicate<JsonNode> selection;
    private long written = System.nanoTime();

    Watching(Store store, Address at, Request request, Shapes shapes, Predicate<JsonNode> selection) {
        this.store = store;
        this.at = at;
        this.request = request;
        this.shapes = shapes;
        this.selection = selection.and(object -> at.namespace().isEmpty()
                || object.at("/metadata/namespace").asText().equals(at.namespace()));
    }

    /** @param goesOn whether the server is there still */
    void run(OutputStream out, BooleanSupplier goesOn) throws IOException, InterruptedException {
        String seconds = request.option("timeoutSeconds");
        long end = System.nanoTime() + (seconds.isEmpty() ? USUAL_SECONDS : Long.parseLong(seconds)) * 1_000_000_000L;
        try {
            long version = begin(out);
            while (goesOn.getAsBoolean() && System.nanoTime() < end) {
                version = tell(version, out);
            }
        } catch (StatusRefusal e) {
            line(out, "ERROR", e.toStatus());
        }
    }

    private long begin(OutputStream out) throws IOException {
        String from = request.option("resourceVersion");
        if (!from.isEmpty() && !from.equals("0")) {
            return version(from);
        }
        List<ObjectNode> all;
        long version;
        synchronized (store) {
            all = store.list(at.kind(), at.namespace());
            version = store.version();
        }
        for (ObjectNode object : all) {
            if (selection.test(object)) {
                line(out, "ADDED", shapes.one(object));
            }
        }
        return version;
    }

    private static long version(String text) {
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        throw StatusRefusal.bad("resourceVersion: Invalid value: \"" + text + "\": a number is needed");
    }

    /** @return up to which version all is told, so that other kinds' changes do not make the watch too old */
    private long tell(long from, OutputStream out) throws IOException, InterruptedException {
        List<Store.Change> changes;
        long until;
        synchronized (store) {
            changes = store.since(from, at.kind());
            if (changes.isEmpty()) {
                store.wait(SILENCE_MILLIS);
                changes = store.since(from, at.kind());
            }
            until = store.version();
        }
        if (changes.isEmpty()) {
            bookmark(until, out);
            return until;
        }
        for (Store.Change change : changes) {
            ObjectNode before = change.before();
            boolean was = before != null && selection.test(before);
            boolean is = !change.removed() && selection.test(change.object());
            if (was || is) {
                line(out, was && is ? "MODIFIED" : is ? "ADDED" : "DELETED", shapes.one(change.object()));
            }
        }
        return until;
    }

    private void bookmark(long version, OutputStream out) throws IOException {
        if (request.is("allowWatchBookmarks")) {
            line(out, "BOOKMARK", shapes.bookmark(Long.toString(version)));
        } else if (System.nanoTime() - written > SIGN_OF_LIFE_NANOS) {
            out.write(' ');
            out.flush();
            written = System.nanoTime();
        }
    }

    private void line(OutputStream out, String type, ObjectNode object) throws IOException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", type).set("object", object);
        out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        written = System.nanoTime();
    }
}
