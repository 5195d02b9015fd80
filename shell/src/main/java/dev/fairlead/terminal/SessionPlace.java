package dev.fairlead.terminal;

/**
 * Where the session's lines act: a kube context and its namespace.
 *
 * @param sandbox whether it is the sandbox's
 */
public record SessionPlace(String context, String namespace, boolean sandbox) {
    public SessionPlace(String context, String namespace) {
        this(context, namespace, false);
    }
}
