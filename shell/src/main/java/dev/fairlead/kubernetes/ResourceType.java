package dev.fairlead.kubernetes;

import java.util.List;

/**
 * A kind that the server serves.
 *
 * @param group empty for the core group
 * @param version e.g. {@code v1}
 * @param kind e.g. {@code Deployment}
 * @param plural the name in paths, e.g. {@code deployments}
 * @param singular e.g. {@code deployment}
 * @param shortNames e.g. {@code deploy}
 * @param categories e.g. {@code all}
 */
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        List<String> categories,
        boolean namespaced,
        List<String> verbs) {

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The path of the collection; of all namespaces where the namespace is empty. */
    public ApiPath path(String namespace) {
        return ApiPath.of(apiVersion(), namespaced ? namespace : "", plural);
    }

    public ApiPath path(String namespace, String name) {
        return path(namespace).object(name);
    }

    /** {@code deployments.apps}, as the server's own messages name it. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
