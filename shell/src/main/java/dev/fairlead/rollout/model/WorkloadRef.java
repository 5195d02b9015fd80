package dev.fairlead.rollout.model;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.rollout.judge.Judge;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workload, or any other object that has a status, by kind and name.
 *
 * @param kind one of {@link #KINDS}, or any other kind as it was typed: plural, singular or short, with its group where it
 *     needs one
 */
public record WorkloadRef(String kind, String name) {
    /** @throws OpsException of kind USAGE when the name cannot be one */
    public WorkloadRef {
        ApiPath.checkName(kind, name);
    }

    /** The kinds that run pods. */
    public static final List<String> KINDS =
            List.of("deployment", "statefulset", "daemonset", "replicaset", "replicationcontroller", "job", "pod");

    private static final Set<String> WITH_REVISIONS = Set.of("deployment", "statefulset", "daemonset");

    private static final Map<String, String> SHORT = Map.of(
            "deploy",
            "deployment",
            "sts",
            "statefulset",
            "ds",
            "daemonset",
            "rs",
            "replicaset",
            "rc",
            "replicationcontroller",
            "po",
            "pod");
    /** A kind of the same name in another group is another kind. */
    private static final Set<String> GROUPS = Set.of("", "v1", "apps", "v1.apps", "batch", "v1.batch");

    public static WorkloadRef deployment(String name) {
        return new WorkloadRef("deployment", name);
    }

    /**
     * Reads {@code KIND/NAME}; the kind may be short, plural or with its group. Whether the server serves it is not known
     * here.
     *
     * @throws OpsException of kind USAGE
     */
    public static WorkloadRef parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "'" + text + "' names no workload; write e.g. deployment/"
                            + (slash < 0 && !text.isEmpty() ? text : "web"));
        }
        String typed = text.substring(0, slash).toLowerCase(Locale.ROOT);
        if (!typed.matches("[a-z][a-z0-9.-]*")) {
            throw new OpsException(FailureKind.USAGE, "'" + typed + "' is no kind; write e.g. deployment/web");
        }
        String name = text.substring(slash + 1);
        return new WorkloadRef(running(typed).orElse(typed), name);
    }

    /**
     * The object of a manifest; empty where it has no name, or its kind nothing that is worth waiting for, as a ConfigMap
     * or a Role has not.
     */
    static Optional<WorkloadRef> ofManifest(JsonNode object) {
        String name = object.path("metadata").path("name").asText();
        String version = object.path("apiVersion").asText();
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        String kind = object.path("kind").asText();
        String typed = kind.toLowerCase(Locale.ROOT) + (group.isEmpty() ? "" : "." + group);
        Optional<String> running = running(typed);
        boolean served = kind.equals("Service")
                && !object.path("spec").path("type").asText().equals("LoadBalancer");
        if (name.isEmpty() || kind.isEmpty() || running.isEmpty() && (served || !Judge.isWaitedFor(group, kind))) {
            return Optional.empty();
        }
        return Optional.of(new WorkloadRef(running.orElse(typed), name));
    }

    /** Whether it runs pods. */
    public boolean runsPods() {
        return KINDS.contains(kind);
    }

    /** Whether the cluster keeps what it was before. */
    public boolean hasRevisions() {
        return WITH_REVISIONS.contains(kind);
    }

    private static Optional<String> running(String typed) {
        int dot = typed.indexOf('.');
        String plain = dot < 0 ? typed : typed.substring(0, dot);
        String singular =
                plain.endsWith("s") && !SHORT.containsKey(plain) ? plain.substring(0, plain.length() - 1) : plain;
        String kind = SHORT.getOrDefault(singular, singular);
        boolean own = GROUPS.contains(dot < 0 ? "" : typed.substring(dot + 1));
        return own && KINDS.contains(kind) ? Optional.of(kind) : Optional.empty();
    }

    @JsonValue
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
