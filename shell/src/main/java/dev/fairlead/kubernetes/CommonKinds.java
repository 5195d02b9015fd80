package dev.fairlead.kubernetes;

import java.util.List;
import java.util.Optional;

/**
 * Kinds whose names and paths every supported server (1.19 and later) has alike, so that a single line about one of
 * them need not ask the server what it serves.
 */
final class CommonKinds {
    private static final List<String> CHANGEABLE =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> ALL = List.of("all");

    private static final List<ResourceType> KINDS = List.of(
            core("Namespace", "namespaces", "ns", false, List.of()),
            core("Pod", "pods", "po", true, ALL),
            core("Service", "services", "svc", true, ALL),
            core("ConfigMap", "configmaps", "cm", true, List.of()),
            core("Node", "nodes", "no", false, List.of()),
            core("Event", "events", "ev", true, List.of()),
            new ResourceType("", "v1", "Secret", "secrets", "secret", List.of(), List.of(), true, CHANGEABLE),
            apps("Deployment", "deployments", "deploy"),
            apps("ReplicaSet", "replicasets", "rs"),
            apps("StatefulSet", "statefulsets", "sts"),
            apps("DaemonSet", "daemonsets", "ds"));

    private CommonKinds() {}

    static Optional<ResourceType> named(String asked) {
        return KINDS.stream().filter(t -> Discovery.matches(t, asked)).findFirst();
    }

    /** The kind of that plural; empty where it is not common. */
    static String served(String group, String plural) {
        return KINDS.stream()
                .filter(t -> t.group().equals(group) && t.plural().equals(plural))
                .map(ResourceType::kind)
                .findFirst()
                .orElse("");
    }

    private static ResourceType core(
            String kind, String plural, String shortName, boolean namespaced, List<String> categories) {
        return type("", kind, plural, shortName, namespaced, categories);
    }

    private static ResourceType apps(String kind, String plural, String shortName) {
        return type("apps", kind, plural, shortName, true, ALL);
    }

    private static ResourceType type(
            String group, String kind, String plural, String shortName, boolean namespaced, List<String> categories) {
        String singular = plural.substring(0, plural.length() - 1);
        return new ResourceType(
                group, "v1", kind, plural, singular, List.of(shortName), categories, namespaced, CHANGEABLE);
    }
}
