package dev.fairlead.rollout.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.OptimisticPatch;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import dev.fairlead.rollout.deploy.ConfigCopies;
import dev.fairlead.rollout.deploy.ConfigRef;
import dev.fairlead.rollout.deploy.OwnedPatch;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings the content of ConfigMaps and Secrets back that a revision's pods used. */
final class ConfigRestore {
    private final ClusterClient cluster;
    private final WorkloadRef workload;
    private final ProgressListener progress;
    private final ConfigCopies copies;
    private final List<Step> steps = new ArrayList<>();
    private final Set<ConfigRef> restored = new HashSet<>();

    ConfigRestore(ClusterClient cluster, WorkloadRef workload, ProgressListener progress) {
        this.cluster = cluster;
        this.workload = workload;
        this.progress = progress;
        this.copies = new ConfigCopies(cluster, progress);
    }

    private record Step(ConfigRef ref, ApiPath path, Optional<JsonNode> original, ObjectNode content) {}

    /**
     * Finds what is to be changed, and changes nothing.
     *
     * @throws OpsException of kind CONFLICT when an original is immutable
     */
    void plan(RevisionHistory.Entry target) {
        Set<ConfigRef> refs = ConfigRef.of(target.template());
        Map<String, JsonNode> kept = copies.of(target.owner(), ConfigRef.kinds(refs));
        for (ConfigRef ref : refs) {
            ApiPath path = copies.path(ref.kind()).object(ref.name());
            Optional<JsonNode> original = cluster.find(path);
            if (kept.get(ref.toString()) instanceof ObjectNode content) {
                if (original.isEmpty() || !ConfigCopies.content(original.get()).equals(content)) {
                    original.ifPresent(object -> refuseImmutable(ref, object));
                    steps.add(new Step(ref, path, original, content));
                } else {
                    restored.add(ref);
                }
            } else {
                progress.warn(
                        "revision " + target.revision().number() + " has no copy of " + ref + "; it stays as it is");
            }
        }
    }

    /** What {@link #plan} cannot do without. */
    List<Right> reads(RevisionHistory.Entry target) {
        Set<ConfigRef> refs = ConfigRef.of(target.template());
        return Stream.concat(
                        ConfigRef.kinds(refs).stream()
                                .flatMap(kind -> Operation.LIST.on(kind + "s", cluster.namespace(), "").stream()),
                        refs.stream().flatMap(ref -> rights(Operation.READ, ref)))
                .toList();
    }

    /** What needs no restoring. */
    Set<ConfigRef> restored() {
        return restored;
    }

    /** What {@link #restore} cannot do without. */
    List<Right> writes() {
        return steps.stream()
                .flatMap(step -> rights(step.original().isEmpty() ? Operation.CREATE : Operation.CHANGE, step.ref()))
                .toList();
    }

    private Stream<Right> rights(Operation operation, ConfigRef ref) {
        return operation.on(ref.kind() + "s", cluster.namespace(), ref.name()).stream();
    }

    /**
     * Object by object; the plan's order.
     *
     * @param done gets each change as soon as it is made
     */
    void restore(long revision, Consumer<ObjectChange> done) {
        for (Step step : steps) {
            if (step.original().isEmpty()) {
                create(step);
                done.accept(new ObjectChange(step.ref().toString(), "made again as of revision " + revision));
            } else {
                replace(step, step.original().get());
                done.accept(new ObjectChange(step.ref().toString(), "restored to revision " + revision));
            }
        }
    }

    private void refuseImmutable(ConfigRef ref, JsonNode original) {
        if (original.path("immutable").asBoolean()) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            "cannot undo " + workload + " with its configuration: " + ref
                                    + " has changed since and is immutable now; nothing was undone")
                    .hint("rollout undo " + workload + " -n " + cluster.namespace() + " --no-with-config");
        }
    }

    private void create(Step step) {
        ObjectNode object = step.content().deepCopy();
        object.put("apiVersion", "v1").put("kind", step.ref().kind().equals("secret") ? "Secret" : "ConfigMap");
        object.putObject("metadata").put("name", step.ref().name());
        cluster.send(
                "POST",
                copies.path(step.ref().kind()).by(FieldManager.FAIRLEAD),
                ClusterClient.JSON,
                object,
                ClusterClient.JSON);
    }

    private void replace(Step step, JsonNode original) {
        OwnedPatch owned = new OwnedPatch(cluster, step.path());
        ArrayNode patch = owned.empty();
        for (String field : List.of("data", "binaryData")) {
            OptimisticPatch.set(patch, "/" + field, step.content().path(field).deepCopy());
            if (step.content().path(field).isMissingNode()) {
                ((ObjectNode) patch.get(patch.size() - 1)).putObject("value");
            }
        }
        if (original.at("/metadata/annotations") instanceof ObjectNode present) {
            ObjectNode annotations = present.deepCopy();
            owned.lastApplied(annotations, applied -> {
                applied.remove(List.of("data", "binaryData", "stringData"));
                applied.setAll(step.content());
            });
            OptimisticPatch.set(patch, "/metadata/annotations", annotations);
        }
        JsonNode after = owned.send(original, patch)
                .orElseThrow(() -> new OpsException(
                                FailureKind.CONFLICT,
                                "cannot restore " + step.ref() + ": somebody changed it meanwhile; " + workload
                                        + " was not undone")
                        .hint("rollout undo " + workload + " -n " + cluster.namespace()));
        if (!owned.handBack(original, after)) {
            progress.warn("the fields of " + step.ref() + " could not be given back to their managers");
        }
    }
}
