package dev.fairlead.release.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.release.plan.ObjectName;
import java.util.Optional;
import java.util.stream.Collectors;

/** The objects of a release's namespace. */
public final class ReleaseObjects {
    private final ClusterClient cluster;

    public ReleaseObjects(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /**
     * One write.
     *
     * @param manager who owns the fields
     */
    public record Call(String method, ApiPath path, String type, JsonNode body, FieldManager manager) {}

    public Optional<JsonNode> find(ObjectName object) {
        return cluster.find(path(object));
    }

    /** The same, and empty, too, where the user may not look. */
    public Optional<JsonNode> findVisible(ObjectName object) {
        return OpsException.unlessDenied(() -> find(object)).flatMap(found -> found);
    }

    public Call create(ObjectName object, JsonNode manifest, FieldManager manager) {
        return new Call("POST", collection(object), ClusterClient.JSON, manifest, manager);
    }

    public Call patch(ObjectName object, String type, JsonNode patch, FieldManager manager) {
        return new Call("PATCH", path(object), type, patch, manager);
    }

    public Call patch(ObjectName object, JsonNode patch) {
        return patch(object, ClusterClient.JSON_PATCH, patch, FieldManager.RELEASE);
    }

    public JsonNode send(Call call, boolean dryRun) {
        ApiPath path = call.path().by(call.manager()).with("dryRun", dryRun ? "All" : "");
        return cluster.send(call.method(), path, ClusterClient.JSON, call.body(), call.type());
    }

    /** Removes that very object; one that is gone already is well. */
    public void remove(ObjectName object, JsonNode read) {
        JsonNode options = cluster.mapper()
                .createObjectNode()
                .put("apiVersion", "v1")
                .put("kind", "DeleteOptions")
                .put("propagationPolicy", "Background")
                .set("preconditions", cluster.mapper().createObjectNode().set("uid", read.at("/metadata/uid")));
        try {
            cluster.send("DELETE", path(object), ClusterClient.JSON, options, ClusterClient.JSON);
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** How many pods with these labels are not on their way out. */
    public int pods(JsonNode matchLabels) {
        String selector = matchLabels.properties().stream()
                .map(e -> e.getKey() + "=" + e.getValue().asText())
                .collect(Collectors.joining(","));
        int pods = 0;
        ApiPath path = ApiPath.of("v1", cluster.namespace(), "pods").with("labelSelector", selector);
        for (JsonNode pod : cluster.get(path).path("items")) {
            if (pod.at("/metadata/deletionTimestamp").isMissingNode()) {
                pods++;
            }
        }
        return pods;
    }

    private ApiPath path(ObjectName object) {
        return collection(object).object(object.name());
    }

    private ApiPath collection(ObjectName object) {
        return cluster.discovery().find(object.kind()).path(cluster.namespace());
    }
}
