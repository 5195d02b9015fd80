package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;

/** The API's parts, put together: the objects, their rules, and the server in front of them. */
public final class SandboxApi {
    private final Store store = new Store();
    private final ObjectRequests objects;
    private final Deletion deletion;

    public SandboxApi(Clock clock) {
        objects = new ObjectRequests(store, new Kinds(store), new Stamps(clock));
        deletion = new Deletion(objects, store);
    }

    public ObjectRequests objects() {
        return objects;
    }

    public Deletion deletion() {
        return deletion;
    }

    /** What is held while several objects are read and written as one. */
    public Object monitor() {
        return store;
    }

    /** @param listener is called after every change, in the thread that made it */
    public void onChange(Runnable listener) {
        store.onChange(listener);
    }

    /** Forgets every object; watches are told to list again. */
    public void clear() {
        store.clear();
    }

    public ObjectNode toJson() {
        return store.toJson();
    }

    /** @param json as {@link #toJson} gave it */
    public void load(JsonNode json) {
        store.load(json);
    }

    /** Grows with every change. */
    public long version() {
        return store.version();
    }

    public ApiServer serve(PodBackend backend, String token) throws IOException {
        return ApiServer.start(new Requests(objects, store, backend, "/" + token), store, backend, token);
    }
}
