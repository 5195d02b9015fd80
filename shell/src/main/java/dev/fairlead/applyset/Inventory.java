package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.FormatVersion;
import dev.fairlead.json.JsonTree;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a set has on the cluster, kept there in a ConfigMap. It is written before the first object is, with what is
 * about to be made, so that nothing is forgotten whatever happens in between. Every write asserts the version that was
 * read: of two that apply a set at the same time one is refused.
 */
final class Inventory {
    private static final String LABEL = "fairlead.dev/inventory";
    private static final String OBJECTS = "objects";
    private static final String PENDING = "pending";
    private static final FormatVersion VERSION = new FormatVersion(1);

    private final ClusterClient cluster;
    private final String name;
    private final List<InventoryEntry> entries = new ArrayList<>();
    private final Set<ObjectKey> pending = new LinkedHashSet<>();
    private String version = "";

    /** @param name of the set */
    Inventory(ClusterClient cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    /** The ConfigMap's name. */
    static String name(String set) {
        return "fairlead-set-" + set;
    }

    ObjectKey key() {
        return new ObjectKey("", "ConfigMap", cluster.namespace(), name(name));
    }

    /** @throws OpsException of kind CONFLICT when something else has its name, INVALID when it cannot be read, or only by a
     *     newer fairlead */
    Inventory read() {
        try {
            JsonNode map = cluster.get(path().object(name(name)));
            if (!map.path("metadata").path("labels").path(LABEL).asText().equals(name)) {
                throw new OpsException(
                                FailureKind.CONFLICT,
                                cluster.place() + ": " + key().ref() + " is where set " + name
                                        + " keeps its inventory, and it is something else")
                        .hint("cluster get " + key().ref() + " -n " + cluster.namespace() + " -o yaml");
            }
            VERSION.require(
                    map.path("data").path(FormatVersion.FIELD).asInt(1),
                    cluster.place() + ": the inventory " + key().ref());
            version = map.path("metadata").path("resourceVersion").asText();
            parsed(map, OBJECTS).forEach(entry -> entries.add(InventoryEntry.of(entry)));
            parsed(map, PENDING)
                    .forEach(entry -> pending.add(InventoryEntry.of(entry).key()));
        } catch (ApiFailure e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
        return this;
    }

    /** Whether the cluster has it. */
    boolean exists() {
        return !version.isEmpty();
    }

    List<InventoryEntry> entries() {
        return List.copyOf(entries);
    }

    /** What was about to change when the set was applied last and was broken off; see {@link SetPlan#pending}. */
    Set<ObjectKey> pending() {
        return Set.copyOf(pending);
    }

    /** @throws OpsException of kind CONFLICT when it was changed since it was read */
    void write(List<InventoryEntry> newEntries, Collection<ObjectKey> newPending) {
        ObjectNode map = map(newEntries, newPending);
        boolean known = !version.isEmpty();
        try {
            JsonNode written = cluster.send(
                    known ? "PUT" : "POST",
                    known ? path().object(name(name)) : path(),
                    ClusterClient.JSON,
                    map,
                    ClusterClient.JSON);
            version = written.path("metadata").path("resourceVersion").asText();
        } catch (ApiFailure e) {
            if (e.kind() == FailureKind.CONFLICT) {
                throw new OpsException(
                        FailureKind.CONFLICT,
                        cluster.place() + ": somebody else applies set " + name
                                + " at the same time; its inventory changed meanwhile",
                        e);
            }
            throw e;
        }
        entries.clear();
        entries.addAll(newEntries);
        pending.clear();
        pending.addAll(newPending);
    }

    private ObjectNode map(List<InventoryEntry> newEntries, Collection<ObjectKey> newPending) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = map.putObject("metadata");
        metadata.put("name", name(name));
        metadata.putObject("labels")
                .put("app.kubernetes.io/managed-by", "fairlead")
                .put(LABEL, name);
        if (!version.isEmpty()) {
            metadata.put("resourceVersion", version);
        }
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        newEntries.forEach(entry -> objects.add(entry.json()));
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        newPending.forEach(key -> changed.add(new InventoryEntry(key, "").json()));
        map.putObject("data")
                .put(FormatVersion.FIELD, Integer.toString(VERSION.current()))
                .put(OBJECTS, objects.toString())
                .put(PENDING, changed.toString());
        return map;
    }

    private JsonNode parsed(JsonNode map, String field) {
        try {
            return JsonTree.read(map.path("data").path(field).asText("[]"));
        } catch (IOException e) {
            throw new OpsException(
                            FailureKind.INVALID,
                            cluster.place() + ": the inventory " + key().ref() + " cannot be read: its " + field
                                    + " are no JSON",
                            e)
                    .hint("cluster get " + key().ref() + " -n " + cluster.namespace() + " -o yaml");
        }
    }

    private ApiPath path() {
        return ApiPath.of("v1", cluster.namespace(), "configmaps");
    }
}
