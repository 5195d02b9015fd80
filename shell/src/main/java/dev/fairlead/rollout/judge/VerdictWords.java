package dev.fairlead.rollout.judge;

import java.util.List;
import java.util.regex.Pattern;

/** The cluster's messages without what differs from pod to pod or says nothing. */
final class VerdictWords {
    private static final List<Pattern> NOISE = List.of(
            Pattern.compile("^Failed to pull image \"[^\"]*\": "),
            Pattern.compile("rpc error: code = \\w+ desc = "),
            Pattern.compile("Error response from daemon: "),
            Pattern.compile("failed to create (?:containerd|shim) task: "),
            Pattern.compile("OCI runtime create failed: "),
            Pattern.compile("runc create failed: "),
            Pattern.compile("unable to start container process: "),
            Pattern.compile("\\S*/overlay2/[0-9a-f]{64}/merged(?=/)"),
            Pattern.compile(" \\(pod: \"[^\"]*\", container: [^)]*\\)"),
            Pattern.compile(": unknown$"));
    private static final List<String> PASSING = List.of(
            "context deadline exceeded",
            "is already in use by container",
            "failed to reserve container name",
            "device or resource busy",
            "connection refused");

    private VerdictWords() {}

    static String clean(String message) {
        String text = message.strip();
        for (Pattern noise : NOISE) {
            text = noise.matcher(text).replaceAll("");
        }
        return text;
    }

    /** Whether the kubelet only waits for its own copy of a ConfigMap or Secret. */
    static boolean isCacheSync(String message) {
        return message.contains("failed to sync") && message.contains("cache");
    }

    /** Whether the node itself stumbled; it tries again and as a rule gets through. */
    static boolean isPassing(String message) {
        return PASSING.stream().anyMatch(message::contains) || isCacheSync(message);
    }
}
