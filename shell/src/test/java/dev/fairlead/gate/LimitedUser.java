package dev.fairlead.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A service account that may read what belongs to workloads, and use one further resource. */
final class LimitedUser {
    private final ScratchNamespace namespace;
    private final String name;

    LimitedUser(ScratchNamespace namespace, String name, String resource) {
        this.namespace = namespace;
        this.name = name;
        post("/api/v1", "serviceaccounts", "{metadata: {name: %s}}");
        post("/apis/rbac.authorization.k8s.io/v1", "roles", """
                {metadata: {name: %s}, rules: [
                  {apiGroups: [apps], resources: [deployments, replicasets], verbs: [get, list]},
                  {apiGroups: [''], resources: [pods, services], verbs: [get, list]},
                  {apiGroups: [''], resources: [RESOURCE], verbs: [get, create]}]}
                """.replace("RESOURCE", resource));
        post("/apis/rbac.authorization.k8s.io/v1", "rolebindings", """
                {metadata: {name: %1$s}, subjects: [{kind: ServiceAccount, name: %1$s}],
                 roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}}
                """);
        post(
                "/api/v1",
                "secrets",
                "{metadata: {name: %1$s, annotations: {kubernetes.io/service-account.name: %1$s}},"
                        + " type: kubernetes.io/service-account-token}");
    }

    private void post(String api, String plural, String yaml) {
        namespace
                .client()
                .send(
                        "POST",
                        WrittenPath.of(api + "/namespaces/" + namespace.name + "/" + plural),
                        ClusterClient.JSON,
                        ScratchNamespace.read(yaml.formatted(name)),
                        ClusterClient.JSON);
    }

    /** The cluster as that user sees it. */
    Clusters clusters() {
        ScratchNamespace.await(() -> secret().path("data").has("token"));
        try {
            Path kubeconfig = Files.createTempFile("kubeconfig", ".json");
            kubeconfig.toFile().deleteOnExit();
            Files.writeString(kubeconfig, kubeconfig().toString());
            return ScratchNamespace.clusters(Optional.of(kubeconfig.toString()), namespace.name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode secret() {
        return namespace.client().get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/secrets/" + name));
    }

    private ObjectNode kubeconfig() {
        String token = new String(
                Base64.getDecoder().decode(secret().path("data").path("token").asText()), StandardCharsets.UTF_8);
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("current-context", name);
        ObjectNode cluster = config.putArray("clusters").addObject().put("name", name);
        cluster.putObject("cluster")
                .put("server", namespace.client().server())
                .put(
                        "certificate-authority-data",
                        secret().path("data").path("ca.crt").asText());
        ObjectNode user = config.putArray("users").addObject().put("name", name);
        user.putObject("user").put("token", token);
        ObjectNode context = config.putArray("contexts").addObject().put("name", name);
        context.putObject("context").put("cluster", name).put("user", name);
        return config;
    }
}
