package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** DELETE: at once, or by marking what somebody still has to let go of. */
public final class Deletion {
    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private final ObjectRequests objects;
    private final Store store;

    Deletion(ObjectRequests objects, Store store) {
        this.objects = objects;
        this.store = store;
    }

    /** @param options as in the request's body; an object without fields for none */
    public ObjectNode delete(Kind kind, ObjectNode object, JsonNode options, boolean dryRun) {
        synchronized (store) {
            String name = object.at("/metadata/name").asText();
            ObjectNode before =
                    objects.get(kind, object.at("/metadata/namespace").asText(""), name);
            check(kind, before, options);
            ObjectNode marked = before.deepCopy();
            finalizers(marked, options.path("propagationPolicy").asText(""));
            boolean graceful = isGraceful(kind, before, options);
            boolean stays = graceful || !marked.at("/metadata/finalizers").isEmpty();
            if (dryRun) {
                return stays ? marked : success(kind, before);
            }
            if (!stays) {
                store.remove(kind, before);
                return success(kind, before);
            }
            ObjectNode leaving = mark(kind, marked, options);
            return NoOpCheck.of(before, leaving) ? before : store.put(kind, leaving);
        }
    }

    private static void check(Kind kind, ObjectNode before, JsonNode options) {
        JsonNode wanted = options.path("preconditions");
        for (String field : new String[] {"uid", "resourceVersion"}) {
            String said = wanted.path(field).asText("");
            String is = before.at("/metadata").path(field).asText();
            if (!said.isEmpty() && !said.equals(is)) {
                throw StatusRefusal.changed(kind, before.at("/metadata/name").asText());
            }
        }
    }

    private static void finalizers(ObjectNode object, String policy) {
        String wanted = policy.equals("Foreground") ? FOREGROUND : policy.equals("Orphan") ? ORPHAN : "";
        if (wanted.isEmpty()) {
            return;
        }
        ArrayNode finalizers = object.withObject("/metadata").withArray("finalizers");
        for (JsonNode known : finalizers) {
            if (known.asText().equals(wanted)) {
                return;
            }
        }
        finalizers.add(wanted);
    }

    /** A pod that runs on a node is let down by it; a namespace is emptied first. */
    private static boolean isGraceful(Kind kind, ObjectNode object, JsonNode options) {
        boolean forced = options.path("gracePeriodSeconds").asInt(-1) == 0;
        boolean running = kind.equals(Kinds.POD) && object.at("/spec").has("nodeName");
        return kind.equals(Kinds.NAMESPACE) || running && !forced;
    }

    private ObjectNode mark(Kind kind, ObjectNode object, JsonNode options) {
        ObjectNode metadata = object.withObject("/metadata");
        if (!metadata.has("deletionTimestamp")) {
            int usual = object.at("/spec/terminationGracePeriodSeconds").asInt(30);
            int grace =
                    kind.equals(Kinds.POD) ? options.path("gracePeriodSeconds").asInt(usual) : 0;
            metadata.put(
                    "deletionTimestamp",
                    objects.stamps()
                            .instant()
                            .plusSeconds(grace)
                            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                            .toString());
            metadata.put("deletionGracePeriodSeconds", grace);
            if (metadata.has("generation")) {
                metadata.put("generation", metadata.path("generation").asInt() + 1);
            }
        }
        if (kind.equals(Kinds.NAMESPACE)) {
            object.withObject("/status").put("phase", "Terminating");
        }
        return object;
    }

    /** Takes away what was marked, when nothing holds it any more. */
    public void finish(Kind kind, ObjectNode object) {
        synchronized (store) {
            if (object.at("/metadata/finalizers").isEmpty()) {
                store.remove(kind, object);
            }
        }
    }

    private static ObjectNode success(Kind kind, ObjectNode object) {
        ObjectNode status = object.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details")
                .put("name", object.at("/metadata/name").asText());
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural()).put("uid", object.at("/metadata/uid").asText());
        return status;
    }
}
