package dev.fairlead.kubernetes;

/** The end of a container's log, for who looks into what went wrong. */
public final class PodLog {
    private static final long MOST_BYTES = 1 << 20;

    private PodLog() {}

    /**
     * The last lines of a log.
     *
     * @param previous of the run before the present one
     * @throws dev.fairlead.failure.OpsException where there is none, or it cannot be read
     */
    public static String tail(
            ClusterClient cluster, String namespace, String pod, String container, boolean previous, int lines) {
        ApiPath path = ApiPath.of("v1", namespace, "pods")
                .object(pod)
                .part("log")
                .with("container", container)
                .with("previous", previous)
                .with("tailLines", lines)
                .with("limitBytes", MOST_BYTES);
        StringBuilder text = new StringBuilder();
        try (LineStream log = cluster.lines(path)) {
            for (String line = log.next(); line != null; line = log.next()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }
}
