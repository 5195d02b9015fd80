package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the server serves. A group's resources are asked for when a name is looked for in it, the core group and {@code
 * apps} first, so that a common kind costs one request and not one per group.
 */
public final class Discovery {
    private static final List<String> COMMON = List.of(
            "",
            "apps",
            "batch",
            "networking.k8s.io",
            "autoscaling",
            "policy",
            "rbac.authorization.k8s.io",
            "storage.k8s.io");

    private final ClusterClient cluster;
    private final Set<String> withStatus = ConcurrentHashMap.newKeySet();
    private @Nullable List<Group> groups;

    Discovery(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /**
     * The kind of that name: plural, singular, short name or kind, in any case, with {@code .group} or {@code
     * .version.group} behind it where a name stands in several groups.
     *
     * @throws OpsException of kind NOT_FOUND when the server serves no such kind
     */
    public ResourceType find(String name) {
        String asked = name.toLowerCase(Locale.ROOT);
        return CommonKinds.named(asked)
                .or(() -> firstMatch(t -> matches(t, asked)))
                .orElseThrow(() -> unknown(name));
    }

    /** The kinds of a category such as {@code all}, in their preferred versions; empty where there is none of that name. */
    public List<ResourceType> category(String name) {
        List<ResourceType> types = new ArrayList<>();
        for (ResourceType type : all()) {
            boolean twice = types.stream().anyMatch(t -> t.kind().equals(type.kind()));
            if (type.categories().contains(name) && type.verbs().contains("list") && !twice) {
                types.add(type);
            }
        }
        return types;
    }

    /** The number of groups, the core group among them. */
    public int groupCount() {
        return groups().size();
    }

    /** The kind of a manifest. */
    public ResourceType find(String apiVersion, String kind) {
        return group(apiVersion).stream()
                .filter(t -> t.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> unknown(kind + " of " + apiVersion));
    }

    /** Whether that group and version has that kind. */
    public boolean serves(String apiVersion, String kind) {
        return group(apiVersion).stream().anyMatch(t -> t.kind().equals(kind));
    }

    /** Whether objects of a kind that was found have a status of their own: that its status subresource is served. */
    public boolean keepsStatus(String apiVersion, String kind) {
        return withStatus.contains(apiVersion + "/" + kind);
    }

    /** Every kind of every group, in its preferred version. */
    public List<ResourceType> all() {
        return groups().stream().flatMap(g -> resources(g, 0).stream()).toList();
    }

    /** Forgets what was asked, e.g. after a CustomResourceDefinition was made. */
    public synchronized void refresh() {
        groups = null;
    }

    private List<ResourceType> group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        return groups().stream()
                .filter(g -> g.name().equals(group))
                .flatMap(g -> {
                    int index = g.versions().indexOf(version);
                    return index < 0 ? Stream.empty() : resources(g, index).stream();
                })
                .toList();
    }

    private Optional<ResourceType> firstMatch(Predicate<ResourceType> wanted) {
        for (int version = 0; version < 4; version++) {
            for (Group group : groups()) {
                if (version < group.versions().size()) {
                    Optional<ResourceType> found =
                            resources(group, version).stream().filter(wanted).findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    static boolean matches(ResourceType type, String asked) {
        List<String> names = new ArrayList<>(type.shortNames());
        names.add(type.plural());
        names.add(type.singular());
        names.add(type.kind().toLowerCase(Locale.ROOT));
        return names.stream()
                .anyMatch(n -> asked.equals(n)
                        || asked.equals(n + "." + type.group())
                        || asked.equals(n + "." + type.version() + "." + type.group()));
    }

    private synchronized List<Group> groups() {
        List<Group> known = groups;
        if (known == null) {
            known = new ArrayList<>();
            known.add(new Group("", List.of("v1"), new ArrayList<>()));
            for (JsonNode group : cluster.get(ApiPath.GROUPS).path("groups")) {
                known.add(group(group));
            }
            known.sort((a, b) -> Integer.compare(rank(a), rank(b)));
            groups = known;
        }
        return known;
    }

    private static int rank(Group group) {
        int index = COMMON.indexOf(group.name());
        return index < 0 ? COMMON.size() : index;
    }

    private static Group group(JsonNode node) {
        List<String> versions = new ArrayList<>();
        versions.add(node.path("preferredVersion").path("version").asText());
        for (JsonNode version : node.path("versions")) {
            String name = version.path("version").asText();
            if (!versions.contains(name)) {
                versions.add(name);
            }
        }
        return new Group(node.path("name").asText(), versions, new ArrayList<>());
    }

    private synchronized List<ResourceType> resources(Group group, int index) {
        while (group.known().size() <= index) {
            group.known().add(null);
        }
        List<ResourceType> known = group.known().get(index);
        if (known == null) {
            known = ask(group.name(), group.versions().get(index));
            group.known().set(index, known);
        }
        return known;
    }

    /** An aggregated API whose server is down must not hide all other kinds. */
    private List<ResourceType> ask(String group, String version) {
        ApiPath path = ApiPath.of(group.isEmpty() ? version : group + "/" + version);
        try {
            List<ResourceType> types = new ArrayList<>();
            for (JsonNode resource : cluster.get(path).path("resources")) {
                String name = resource.path("name").asText();
                if (!name.contains("/")) {
                    types.add(type(group, version, resource));
                } else if (name.endsWith("/status")) {
                    withStatus.add((group.isEmpty() ? version : group + "/" + version) + "/"
                            + resource.path("kind").asText());
                }
            }
            return types;
        } catch (OpsException e) {
            if (group.isEmpty() || COMMON.contains(group) || e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            return List.of();
        }
    }

    private static ResourceType type(String group, String version, JsonNode node) {
        String kind = node.path("kind").asText();
        String singular = node.path("singularName").asText("");
        return new ResourceType(
                group,
                version,
                kind,
                node.path("name").asText(),
                singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular,
                strings(node.path("shortNames")),
                strings(node.path("categories")),
                node.path("namespaced").asBoolean(),
                strings(node.path("verbs")));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    private OpsException unknown(String name) {
        OpsException failure = new OpsException(
                FailureKind.NOT_FOUND, "context " + cluster.context() + ": the server serves no kind \"" + name + "\"");
        return failure.hint("cluster kinds");
    }

    private record Group(String name, List<String> versions, List<@Nullable List<ResourceType>> known) {}
}
