package dev.fairlead.rollout.follow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.NamedObjects;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.wanted.Wanted;
import dev.fairlead.rollout.watch.ChangedKeys;
import dev.fairlead.rollout.watch.ListWatch;
import dev.fairlead.rollout.watch.Reflector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the objects that a request is about in memory while the cluster changes them. */
final class ObjectReflectors implements AutoCloseable {
    private final ClusterClient cluster;
    private final WaitRequest request;
    private final ChangedKeys changed = new ChangedKeys();
    private final Map<NamedObjects, Reflector<JsonNode>> feeds = new LinkedHashMap<>();

    /** The first lists are in when this returns. */
    ObjectReflectors(ClusterClient cluster, WaitRequest request, List<NamedObjects> targets) {
        this.cluster = cluster;
        this.request = request;
        targets.forEach(target -> feeds.put(target, new Reflector<>(cluster, source(target), changed)));
        feeds.values().forEach(Reflector::start);
        try {
            feeds.values().forEach(Reflector::await);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Those that are named, or those that there are now.
     *
     * @throws OpsException of kind NOT_FOUND when there are none, and it is not that which is waited for
     */
    List<AwaitedObject> awaited() {
        List<AwaitedObject> all = new ArrayList<>();
        feeds.forEach((target, reflector) -> {
            target.names().forEach(name -> all.add(awaited(target.type(), namespace(target.type()), name)));
            if (target.names().isEmpty()) {
                reflector.items().stream()
                        .map(item -> item.path("metadata"))
                        .map(meta -> awaited(
                                target.type(),
                                meta.path("namespace").asText(""),
                                meta.path("name").asText()))
                        .sorted((a, b) -> AwaitedObject.key(a.namespace(), a.shown())
                                .compareTo(AwaitedObject.key(b.namespace(), b.shown())))
                        .forEach(all::add);
            }
        });
        if (all.isEmpty()
                && !(request.wanted() instanceof Wanted.Created || request.wanted() instanceof Wanted.Deleted)) {
            throw none();
        }
        return all;
    }

    /** The objects that there are now, by {@link AwaitedObject#key} below their kind. */
    Map<ResourceType, Map<String, JsonNode>> objects() {
        Map<ResourceType, Map<String, JsonNode>> all = new HashMap<>();
        feeds.forEach((target, reflector) -> {
            Map<String, JsonNode> byKey = all.computeIfAbsent(target.type(), type -> new HashMap<>());
            reflector.items().forEach(item -> {
                JsonNode meta = item.path("metadata");
                String namespace = meta.path("namespace").asText("");
                byKey.put(AwaitedObject.key(namespace, meta.path("name").asText()), item);
            });
        });
        return all;
    }

    /** Why what is known may be old; empty while every watch is connected. */
    Optional<OpsException> trouble() {
        return feeds.values().stream()
                .flatMap(reflector -> reflector.trouble().stream())
                .findFirst();
    }

    void awaitChange(Duration most, Duration gulp) {
        changed.take(most, gulp);
    }

    String namespace() {
        return cluster.namespace();
    }

    @Override
    public void close() {
        feeds.values().forEach(Reflector::close);
    }

    private AwaitedObject awaited(ResourceType type, String namespace, String name) {
        return new AwaitedObject(type, namespace, name, request.wanted());
    }

    private String namespace(ResourceType type) {
        return type.namespaced() ? cluster.namespace() : "";
    }

    private ListWatch<JsonNode> source(NamedObjects target) {
        String namespace = request.allNamespaces() ? "" : cluster.namespace();
        ListWatch<JsonNode> all = ListWatch.of(target.type(), namespace).selected(request.labels());
        return target.names().size() == 1 ? all.named(target.names().get(0)) : all;
    }

    private OpsException none() {
        String kinds = String.join(
                ", ", feeds.keySet().stream().map(t -> t.type().plural()).toList());
        String with = request.labels().isEmpty() ? "" : " with labels " + request.labels();
        boolean namespaced = feeds.keySet().stream().anyMatch(t -> t.type().namespaced());
        String where = !namespaced
                ? ""
                : request.allNamespaces() ? " in any namespace" : " in namespace " + cluster.namespace();
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "there are no " + kinds + with + where + " of context " + cluster.context())
                .hint("cluster get " + kinds.replace(", ", ",") + (namespaced ? " -A" : ""));
    }
}
