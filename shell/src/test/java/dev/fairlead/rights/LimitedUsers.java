package dev.fairlead.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Users of a namespace, each with a Role of its own, as whom the tests' user acts. */
final class LimitedUsers {
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/namespaces/";

    private final ScratchNamespace namespace;
    private final Path home;
    private final Map<String, Right> last = new LinkedHashMap<>();

    LimitedUsers(ScratchNamespace namespace, Path home) {
        this.namespace = namespace;
        this.home = home;
    }

    /** Makes a user who may do that in the namespace, and nothing else. */
    void make(String name, Collection<Right> rights) {
        ObjectNode role = JsonNodeFactory.instance.objectNode();
        role.putObject("metadata").put("name", name);
        ArrayNode rules = role.putArray("rules");
        for (Right right : rights) {
            ObjectNode rule = rules.addObject();
            rule.putArray("apiGroups").add(right.group());
            rule.putArray("resources").add(right.resource());
            rule.putArray("verbs").add(right.verb());
            if (!right.name().isEmpty()) {
                rule.putArray("resourceNames").add(right.name());
            }
            last.put(name, right);
        }
        post("roles", role);
        post("rolebindings", ScratchNamespace.read("""
                {metadata: {name: %1$s}, subjects: [{kind: User, name: %1$s, apiGroup: rbac.authorization.k8s.io}],
                 roleRef: {kind: Role, name: %1$s, apiGroup: rbac.authorization.k8s.io}}
                """.formatted(name)));
    }

    private void post(String plural, JsonNode body) {
        namespace
                .client()
                .send(
                        "POST",
                        WrittenPath.of(RBAC + namespace.name + "/" + plural),
                        ClusterClient.JSON,
                        body,
                        ClusterClient.JSON);
    }

    /** Waits until the server knows all of them. */
    void await() {
        last.forEach((user, right) -> ScratchNamespace.await(() -> may(user, right)));
        last.clear();
    }

    private boolean may(String user, Right right) {
        JsonNode review = ScratchNamespace.read(
                """
                apiVersion: authorization.k8s.io/v1
                kind: SubjectAccessReview
                spec: {user: %s, resourceAttributes: {namespace: %s, verb: %s, group: '%s', resource: %s, name: '%s'}}
                """.formatted(user, namespace.name, right.verb(), right.group(), right.resource(), right.name()));
        return namespace
                .client()
                .send(
                        "POST",
                        WrittenPath.of("/apis/authorization.k8s.io/v1/subjectaccessreviews"),
                        ClusterClient.JSON,
                        review,
                        ClusterClient.JSON)
                .at("/status/allowed")
                .asBoolean();
    }

    /** Runs a line as that user; those of no group may not even ask what they may do. */
    Shell.Ran run(String user, List<String> groups, String line) {
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        environment.put("FAIRLEAD_ROLLOUT_STABLE", "0s");
        environment.put("KUBECONFIG", kubeconfig(user, groups).toString());
        try (Shell shell = new Shell(home, environment, home, "-n", namespace.name)) {
            return shell.run(line);
        }
    }

    private Path kubeconfig(String user, List<String> groups) {
        try {
            JsonNode real = ScratchNamespace.read(Files.readString(
                    Path.of(RealParts.environment().get("KUBECONFIG").split(":")[0])));
            ObjectNode config = real.deepCopy();
            config.path("users").forEach(entry -> {
                ObjectNode as = ((ObjectNode) entry.path("user")).put("as", user);
                ArrayNode all = as.putArray("as-groups");
                groups.forEach(all::add);
            });
            Path file = home.resolve(user + groups.size() + ".json");
            Files.writeString(file, config.toString());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
