package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All objects, and what happened to them lately. What is stored is never changed in place: a write replaces it. Safe for
 * several threads; who reads and then writes holds the store's monitor meanwhile.
 */
public final class Store {
    private static final int REMEMBERED = 4_000;
    private static final long NOT_SAVED = 1_000_000;

    private final Map<String, NavigableMap<String, ObjectNode>> objects = new TreeMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long version = 1;
    private long forgotten = 1;

    /**
     * @param before null for a new object
     * @param object as it is, or as it was when it was removed
     */
    record Change(long version, String bucket, @Nullable ObjectNode before, ObjectNode object, boolean removed) {}

    /** Is called after every change, in the thread that made it and holding the monitor. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    synchronized long version() {
        return version;
    }

    synchronized Optional<ObjectNode> find(Kind kind, String namespace, String name) {
        return Optional.ofNullable(bucket(kind.bucket()).get(key(namespace, name)));
    }

    /** Sorted by namespace and name; of all namespaces where that is empty. */
    synchronized List<ObjectNode> list(Kind kind, String namespace) {
        NavigableMap<String, ObjectNode> all = bucket(kind.bucket());
        return List.copyOf((namespace.isEmpty() ? all : all.subMap(namespace + "/", namespace + "0")).values());
    }

    synchronized List<ObjectNode> everything() {
        List<ObjectNode> all = new ArrayList<>();
        objects.values().forEach(bucket -> all.addAll(bucket.values()));
        return all;
    }

    /** Stores an object, which gets the next version, and gives it back. */
    synchronized ObjectNode put(Kind kind, ObjectNode object) {
        metadata(object).put("resourceVersion", Long.toString(++version));
        ObjectNode before = bucket(kind.bucket()).put(key(object), object);
        remember(new Change(version, kind.bucket(), before, object, false));
        return object;
    }

    synchronized void remove(Kind kind, ObjectNode object) {
        if (bucket(kind.bucket()).remove(key(object)) != null) {
            ObjectNode last = object.deepCopy();
            metadata(last).put("resourceVersion", Long.toString(++version));
            remember(new Change(version, kind.bucket(), object, last, true));
        }
    }

    /**
     * What happened to a kind after a version.
     *
     * @throws StatusRefusal when that is too long ago, or a version that never was
     */
    synchronized List<Change> since(long from, Kind kind) {
        if (from < forgotten || from > version) {
            throw StatusRefusal.gone();
        }
        if (from == version) {
            return List.of();
        }
        return history.stream()
                .filter(change -> change.version() > from && change.bucket().equals(kind.bucket()))
                .toList();
    }

    synchronized void clear() {
        objects.clear();
        history.clear();
        forgotten = ++version;
        listeners.forEach(Runnable::run);
    }

    /** Everything, for a file. */
    synchronized ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", version);
        ObjectNode buckets = json.putObject("objects");
        objects.forEach((bucket, of) -> {
            ArrayNode list = buckets.putArray(bucket);
            of.values().forEach(list::add);
        });
        return json;
    }

    /** Takes what {@link #toJson} gave for all that there is; older versions can be neither read nor watched from. */
    synchronized void load(JsonNode json) {
        objects.clear();
        json.path("objects")
                .properties()
                .forEach(bucket -> bucket.getValue()
                        .forEach(object -> bucket(bucket.getKey()).put(key(object), (ObjectNode) object)));
        // Versions that were given out after the last save are never given out again.
        version = json.path("version").asLong(1) + NOT_SAVED;
        forgotten = version;
    }

    private void remember(Change change) {
        history.add(change);
        if (history.size() > REMEMBERED) {
            forgotten = history.removeFirst().version();
        }
        listeners.forEach(Runnable::run);
        notifyAll();
    }

    private NavigableMap<String, ObjectNode> bucket(String name) {
        return objects.computeIfAbsent(name, any -> new TreeMap<>());
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.withObject("/metadata");
    }

    static String namespace(JsonNode object) {
        return object.at("/metadata/namespace").asText("");
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** By which objects of a kind are told apart and sorted. */
    static String key(JsonNode object) {
        return key(namespace(object), name(object));
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }
}
