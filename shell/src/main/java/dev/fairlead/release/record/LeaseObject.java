package dev.fairlead.release.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.OriginalObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Lease of a workload's releases. It is the lock, and it holds the record: both in one object, so that a record is
 * written only while its writer holds the lock.
 */
public final class LeaseObject {
    static final Duration DURATION = Duration.ofSeconds(15);
    public static final String RECORD = "fairlead.dev/release";
    public static final String LAST = "fairlead.dev/last-release";
    private static final String WORKLOAD = "fairlead.dev/workload";
    public static final String ASKED = "fairlead.dev/asked";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final ClusterClient cluster;
    private final ObjectName workload;
    private final String name;
    private final ApiPath collection;

    public LeaseObject(ClusterClient cluster, ObjectName workload) {
        this.cluster = cluster;
        this.workload = workload;
        this.name = name(workload);
        this.collection = ApiPath.of("coordination.k8s.io/v1", cluster.namespace(), "leases");
    }

    public static String name(ObjectName workload) {
        return "fairlead-release-" + workload.name();
    }

    public Optional<JsonNode> find() {
        return cluster.find(collection.object(name));
    }

    /** What to say when it is no longer there; it goes with the workload that owns it. */
    OpsException gone(@Nullable OpsException cause) {
        boolean alone = new ReleaseObjects(cluster).find(workload).isPresent();
        return new OpsException(
                        FailureKind.CONFLICT,
                        alone
                                ? "this release was stopped from elsewhere: its lease is gone"
                                : workload + " was deleted during its release, and the release's record with it;"
                                        + " nothing more is changed from here",
                        cause)
                .hint("cluster get deployments,services -n " + cluster.namespace());
    }

    /**
     * Makes it with this holder.
     *
     * @throws OpsException of kind CONFLICT when somebody made it meanwhile
     */
    public JsonNode create(String holder, Optional<OriginalObject> owner) {
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        ObjectNode metadata = lease.putObject("metadata").put("name", name);
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "fairlead");
        owner.ifPresent(found -> owned(metadata, found.object().name(), found.uid()));
        hold(lease, holder, 0);
        return cluster.send("POST", written(collection), ClusterClient.JSON, lease, ClusterClient.JSON);
    }

    /**
     * Gives it to this holder, if it is still as it was read.
     *
     * @throws OpsException of kind CONFLICT when it is not
     */
    public JsonNode take(JsonNode read, String holder) {
        ObjectNode lease = read.deepCopy();
        hold(lease, holder, read.at("/spec/leaseTransitions").asInt() + 1);
        return cluster.send("PUT", written(collection.object(name)), ClusterClient.JSON, lease, ClusterClient.JSON);
    }

    /** Changes it, if that holder still has it; the server refuses with INVALID otherwise. */
    JsonNode patch(String holder, ArrayNode changes) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "test").put("path", "/spec/holderIdentity").put("value", holder);
        patch.addAll(changes);
        return cluster.send(
                "PATCH", written(collection.object(name)), ClusterClient.JSON, patch, ClusterClient.JSON_PATCH);
    }

    /** Tells whoever holds it what somebody wants. */
    public void ask(String what) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("annotations").put(ASKED, what);
        cluster.send("PATCH", written(collection.object(name)), ClusterClient.JSON, patch, ClusterClient.MERGE_PATCH);
    }

    String now() {
        return MICROS.format(serverTime());
    }

    public Instant serverTime() {
        return Instant.now().plus(cluster.clockSkew());
    }

    /** How long ago it was renewed, by the server's clock. */
    Duration age(JsonNode lease) {
        try {
            Instant renewed = Instant.parse(lease.at("/spec/renewTime").asText());
            return Duration.between(renewed, serverTime());
        } catch (DateTimeParseException e) {
            return DURATION.multipliedBy(2);
        }
    }

    public boolean isHeld(JsonNode lease) {
        Duration lasts =
                Duration.ofSeconds(lease.at("/spec/leaseDurationSeconds").asLong(DURATION.toSeconds()));
        return !holder(lease).isEmpty() && age(lease).compareTo(lasts) < 0;
    }

    public static String holder(JsonNode lease) {
        return lease.at("/spec/holderIdentity").asText("");
    }

    /** The holder without the part that only tells its sessions apart. */
    public static String shown(String holder) {
        return holder.replaceFirst("_[0-9a-f]+$", "");
    }

    public static String annotation(JsonNode lease, String key) {
        return lease.at("/metadata/annotations").path(key).asText("");
    }

    static void add(ArrayNode patch, String key, String value) {
        patch.addObject()
                .put("op", "add")
                .put("path", "/metadata/annotations/" + key.replace("/", "~1"))
                .put("value", value);
    }

    static void remove(ArrayNode patch, String key) {
        patch.addObject().put("op", "remove").put("path", "/metadata/annotations/" + key.replace("/", "~1"));
    }

    static void owned(ObjectNode metadata, String deployment, String uid) {
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "Deployment")
                .put("name", deployment)
                .put("uid", uid);
    }

    /** Makes it go with that Deployment. */
    static void own(ArrayNode patch, ObjectName deployment, String uid) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        owned(metadata, deployment.name(), uid);
        patch.addObject()
                .put("op", "add")
                .put("path", "/metadata/ownerReferences")
                .set("value", metadata.path("ownerReferences"));
    }

    private void hold(ObjectNode lease, String holder, int transitions) {
        ObjectNode spec = lease.putObject("spec");
        spec.put("holderIdentity", holder).put("leaseDurationSeconds", DURATION.toSeconds());
        spec.put("acquireTime", now()).put("renewTime", now()).put("leaseTransitions", transitions);
        // Without any the server keeps no place that a patch could add one to.
        lease.withObject("/metadata/annotations")
                .put(WORKLOAD, workload.toString())
                .remove(ASKED);
    }

    private static ApiPath written(ApiPath path) {
        return path.by(FieldManager.RELEASE);
    }
}
