package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.progress.ProgressListener;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Copies of the ConfigMaps and Secrets that a revision's pods use. They are immutable, and belong to the revision's
 * ReplicaSet or ControllerRevision, with which the cluster removes them. Copying never fails a change: what cannot be
 * copied is warned of.
 */
public final class ConfigCopies {
    public static final String COPY_OF = "fairlead.dev/copy-of";
    private static final String COPIED_AT = "fairlead.dev/copied-at";
    private static final String REVISION = "fairlead.dev/revision-uid";
    private static final List<String> CONTENT = List.of("data", "binaryData");

    private final ClusterClient cluster;
    private final ProgressListener progress;

    public ConfigCopies(ClusterClient cluster, ProgressListener progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /** Copies what the revision's template names, as it is now. */
    public void take(HasMetadata revision, JsonNode template) {
        take(revision, template, Set.of());
    }

    /**
     * The same where an undo that was broken off may have restored some of it already: of that the copy stays which was
     * taken before.
     *
     * @param restored what is as the undo is to make it
     */
    public void take(HasMetadata revision, JsonNode template, Set<ConfigRef> restored) {
        Map<String, JsonNode> kept = restored.isEmpty() ? Map.of() : of(revision, ConfigRef.kinds(restored));
        for (ConfigRef ref : ConfigRef.of(template)) {
            if (restored.contains(ref) && kept.containsKey(ref.toString())) {
                continue;
            }
            try {
                Optional<JsonNode> original = cluster.find(path(ref.kind()).object(ref.name()));
                if (original.isPresent() && isConfiguration(original.get())) {
                    write(copy(revision, ref, original.get()), path(ref.kind()));
                }
            } catch (OpsException e) {
                if (e.kind() == FailureKind.CANCELLED) {
                    throw e;
                }
                progress.warn("no copy of " + ref + " is kept for an undo: " + e.message());
            }
        }
    }

    /**
     * The newest content that was kept for a revision, by what it is a copy of: {@code data} and {@code binaryData}.
     *
     * @param kinds of {@link ConfigRef}
     */
    public Map<String, JsonNode> of(HasMetadata revision, Collection<String> kinds) {
        Map<String, JsonNode> newest = new TreeMap<>();
        for (String kind : kinds) {
            cluster.get(path(kind)
                            .with(
                                    "labelSelector",
                                    REVISION + "=" + revision.getMetadata().getUid()))
                    .path("items")
                    .forEach(copy -> newest.merge(
                            annotation(copy, COPY_OF),
                            copy,
                            (a, b) -> annotation(a, COPIED_AT).compareTo(annotation(b, COPIED_AT)) < 0 ? b : a));
        }
        newest.replaceAll((object, copy) -> content(copy));
        return newest;
    }

    /** What a ConfigMap or Secret says. */
    public static ObjectNode content(JsonNode object) {
        ObjectNode content = ((ObjectNode) object).objectNode();
        CONTENT.stream()
                .filter(field -> !object.path(field).isEmpty())
                .forEach(field -> content.set(field, object.path(field)));
        return content;
    }

    public ApiPath path(String kind) {
        return ApiPath.of("v1", cluster.namespace(), kind + "s");
    }

    /** A service account's token is the cluster's own, and dead with it. */
    private static boolean isConfiguration(JsonNode object) {
        return !object.path("type").asText().equals("kubernetes.io/service-account-token");
    }

    private ObjectNode copy(HasMetadata revision, ConfigRef ref, JsonNode original) {
        ObjectNode copy = content(original);
        copy.put("apiVersion", "v1").put("kind", ref.kind().equals("secret") ? "Secret" : "ConfigMap");
        copy.put("immutable", true);
        String uid = revision.getMetadata().getUid();
        ObjectNode metadata = copy.putObject("metadata");
        metadata.put("name", "fairlead-" + fingerprint(uid + " " + ref + " " + content(original)));
        metadata.putObject("labels").put(Manifests.MANAGED_BY, "fairlead").put(REVISION, uid);
        metadata.putObject("annotations")
                .put(COPY_OF, ref.toString())
                .put(COPIED_AT, Instant.now().plus(cluster.clockSkew()).toString());
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", revision.getKind())
                .put("name", revision.getMetadata().getName())
                .put("uid", uid);
        return copy;
    }

    private void write(ObjectNode copy, ApiPath path) {
        try {
            cluster.send("POST", path.by(FieldManager.FAIRLEAD), ClusterClient.JSON, copy, ClusterClient.JSON);
        } catch (OpsException e) {
            if (e.kind() != FailureKind.CONFLICT) {
                throw e;
            }
            // The same content was kept before; now it is the newest again.
            ObjectNode patch = cluster.mapper().createObjectNode();
            patch.putObject("metadata").set("annotations", copy.at("/metadata/annotations"));
            String name = copy.at("/metadata/name").asText();
            cluster.send(
                    "PATCH",
                    path.object(name).by(FieldManager.FAIRLEAD),
                    ClusterClient.JSON,
                    patch,
                    ClusterClient.MERGE_PATCH);
        }
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText();
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
