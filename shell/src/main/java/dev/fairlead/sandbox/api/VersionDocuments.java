package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the server says of itself: its version and what it serves. */
final class VersionDocuments {
    static final String VERSION = "v1.30.0-sandbox";

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final Map<String, String> REVIEWS = Map.of(
            "authorization.k8s.io/v1", "SelfSubjectAccessReview", "authentication.k8s.io/v1", "SelfSubjectReview");

    private final Kinds kinds;

    VersionDocuments(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Empty where the path is no document's. */
    Optional<ObjectNode> find(String path) {
        String[] parts = path.replaceAll("/+$", "").split("/");
        return switch (path.replaceAll("/+$", "")) {
            case "/version" -> Optional.of(version());
            case "/api" -> Optional.of(coreVersions());
            case "/apis" -> Optional.of(groups());
            case "/healthz", "/livez", "/readyz" -> Optional.of(node());
            default ->
                parts.length == 3 && parts[1].equals("api")
                        ? resources("", parts[2])
                        : parts.length == 4 && parts[1].equals("apis")
                                ? resources(parts[2], parts[3])
                                : parts.length == 3 && parts[1].equals("apis") ? group(parts[2]) : Optional.empty();
        };
    }

    private static ObjectNode version() {
        ObjectNode version = node();
        version.put("major", "1").put("minor", "30").put("gitVersion", VERSION);
        return version.put("goVersion", "").put("platform", "linux/amd64");
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = node();
        versions.put("kind", "APIVersions").putArray("versions").add("v1");
        return versions;
    }

    private ObjectNode groups() {
        ObjectNode list = node();
        list.put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        Map<String, List<String>> all = kinds.groups();
        REVIEWS.keySet().stream().sorted().forEach(review -> all.put(before(review), List.of("v1")));
        all.forEach((name, versions) -> groups.add(group(name, versions)));
        return list;
    }

    private Optional<ObjectNode> group(String name) {
        return Optional.ofNullable(kinds.groups().get(name))
                .map(versions -> group(name, versions).put("kind", "APIGroup").put("apiVersion", "v1"));
    }

    private static ObjectNode group(String name, List<String> versions) {
        ObjectNode group = node().put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version -> list.add(version(name, version)));
        group.set("preferredVersion", version(name, versions.get(0)));
        return group;
    }

    private static ObjectNode version(String group, String version) {
        return node().put("groupVersion", group + "/" + version).put("version", version);
    }

    private Optional<ObjectNode> resources(String group, String version) {
        String groupVersion = group.isEmpty() ? version : group + "/" + version;
        ObjectNode list = node();
        list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", groupVersion);
        ArrayNode resources = list.putArray("resources");
        kinds.all().stream()
                .filter(kind -> kind.apiVersion().equals(groupVersion))
                .forEach(kind -> {
                    resources.add(resource(kind));
                    if (kind.status()) {
                        resources.add(part(kind, kind.name(), "status"));
                    }
                    if (kind.scale()) {
                        resources.add(part(kind, "Scale", "scale"));
                    }
                });
        Optional.ofNullable(REVIEWS.get(groupVersion))
                .ifPresent(review -> resources
                        .addObject()
                        .put("name", review.toLowerCase(java.util.Locale.ROOT) + "s")
                        .put("singularName", "")
                        .put("namespaced", false)
                        .put("kind", review)
                        .putArray("verbs")
                        .add("create"));
        return resources.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static ObjectNode resource(Kind kind) {
        ObjectNode resource = node();
        resource.put("name", kind.plural()).put("singularName", kind.singular());
        resource.put("namespaced", kind.namespaced()).put("kind", kind.name());
        strings(resource.putArray("verbs"), VERBS);
        strings(resource.putArray("shortNames"), kind.shortNames());
        strings(resource.putArray("categories"), kind.categories());
        return resource;
    }

    private static ObjectNode part(Kind kind, String name, String subresource) {
        ObjectNode resource = node();
        resource.put("name", kind.plural() + "/" + subresource).put("singularName", "");
        resource.put("namespaced", kind.namespaced()).put("kind", name);
        strings(resource.putArray("verbs"), List.of("get", "patch", "update"));
        return resource;
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static String before(String groupVersion) {
        return groupVersion.substring(0, groupVersion.indexOf('/'));
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
