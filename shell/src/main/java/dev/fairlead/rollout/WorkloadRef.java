package dev.fairlead.rollout;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A workload by kind and name.
 *
 * @param kind one of {@link #KINDS}
 */
public record WorkloadRef(String kind, String name) {
    /** The kinds that can be judged, as they are typed. */
    public static final List<String> KINDS = List.of("deployment", "statefulset", "daemonset", "job", "pod");

    private static final Map<String, String> SHORT =
            Map.of("deploy", "deployment", "sts", "statefulset", "ds", "daemonset", "po", "pod");

    public static WorkloadRef deployment(String name) {
        return new WorkloadRef("deployment", name);
    }

    /**
     * Reads {@code KIND/NAME}; the kind may be short, plural or with its group.
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
        String typed = text.substring(0, slash).toLowerCase(Locale.ROOT).replaceFirst("\\..*$", "");
        String singular =
                typed.endsWith("s") && !SHORT.containsKey(typed) ? typed.substring(0, typed.length() - 1) : typed;
        String kind = SHORT.getOrDefault(singular, singular);
        if (!KINDS.contains(kind)) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "'" + typed + "' is no kind that rolls out; there are " + String.join(", ", KINDS));
        }
        return new WorkloadRef(kind, text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
