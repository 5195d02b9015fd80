package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.RevertedField;
import dev.fairlead.progress.ProgressListener;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Tells what an apply puts back that verbs had set, each with the line that brings it again. */
public final class RevertedFieldNotes {
    private static final String DEPLOYMENT = "deployment.apps";
    private static final Set<String> WITH_REVISIONS = Set.of(DEPLOYMENT, "statefulset.apps", "daemonset.apps");

    private final ClusterClient cluster;
    private final ClusterScope scope;
    private final ProgressListener progress;

    /** @param scope as the line names it */
    public RevertedFieldNotes(ClusterClient cluster, ClusterScope scope, ProgressListener progress) {
        this.cluster = cluster;
        this.scope = scope;
        this.progress = progress;
    }

    /** One note for each field. */
    public void tell(ObjectRef object, String namespace, ObjectApply.Applied applied) {
        if (applied.putBack().isEmpty()) {
            return;
        }
        Instant now = Instant.now().plus(cluster.clockSkew());
        for (RevertedField field : applied.putBack()) {
            String keeping = keeping(object, field, applied.before())
                    .map(line -> "; to keep it: " + scope.inNamespace(namespace).on(line))
                    .orElse("");
            progress.note(object + ": " + field.words(now) + keeping);
        }
    }

    private static Optional<String> keeping(ObjectRef object, RevertedField field, Optional<JsonNode> before) {
        boolean deployment = object.kind().equals(DEPLOYMENT);
        String deploy = "rollout deploy " + object.name();
        if (deployment && field.isReplicas()) {
            return Optional.of(deploy + " --replicas " + field.was().asText());
        }
        boolean several = before.filter(
                        was -> was.at("/spec/template/spec/containers").size() > 1)
                .isPresent();
        if (deployment && field.isImage() && field.isOfPods()) {
            String container = several
                    ? field.container().map(name -> " --container " + name).orElse("")
                    : "";
            return Optional.of(deploy + " --image " + field.was().asText() + container);
        }
        return field.isOfPods() && WITH_REVISIONS.contains(object.kind())
                ? Optional.of("rollout undo " + object.kind().replace(".apps", "") + "/" + object.name())
                : Optional.empty();
    }
}
