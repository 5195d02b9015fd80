package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.RealParts;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.WrittenPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A namespace full of workloads that fail, each for its own reason. */
final class BrokenWorkloads implements AutoCloseable {
    final ScratchNamespace namespace = new ScratchNamespace("broken");
    final List<BrokenWorkload> all = BrokenWorkload.all(Map.of(
            "namespace", namespace.name,
            "registry", RealParts.registry(),
            "authRegistry", RealParts.authRegistry(),
            "busybox", RealParts.registry() + "/library/busybox:1.35",
            "otherMachine", ForeignImages.program(),
            "otherPlatform", ForeignImages.platform(),
            "port", String.valueOf(ThreadLocalRandom.current().nextInt(20_000, 30_000))));

    /** What they need and want beside themselves. */
    void prepare() {
        // A node that no kubelet stands behind; its taint keeps away whatever does not ask for it.
        make("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {fairlead-test: %1$s}}
                spec: {taints: [{key: fairlead-test, value: %1$s, effect: NoSchedule}]}
                status: {capacity: {cpu: '4', memory: 8Gi, pods: '10'}, allocatable: {cpu: '4', memory: 8Gi, pods: '10'}}
                """.formatted(namespace.name));
        all.forEach(broken -> broken.around().forEach(this::make));
        if (all.stream().flatMap(broken -> broken.around().stream()).anyMatch(BrokenWorkloads::isPod)) {
            ScratchNamespace.await(() -> isRunning("port-holder"));
        }
    }

    void make(BrokenWorkload broken) {
        make(broken.object());
        if (!broken.changed().isEmpty()) {
            ScratchNamespace.await(() -> isRunning(broken.name() + "-0"));
            namespace.patch("statefulsets", broken.name(), broken.changed().toString());
        }
    }

    /** Makes what a manifest says. */
    void make(String yaml) {
        try {
            make(BrokenWorkload.YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(yaml, e);
        }
    }

    private void make(JsonNode object) {
        ClusterClient client = namespace.client();
        ApiPath path = client.discovery()
                .find(object.path("apiVersion").asText(), object.path("kind").asText())
                .path(namespace.name);
        client.send("POST", path, ClusterClient.JSON, object, ClusterClient.JSON);
    }

    private static boolean isPod(JsonNode object) {
        return object.path("kind").asText().equals("Pod");
    }

    private boolean isRunning(String pod) {
        return namespace.has("pods", pod)
                && namespace.get("pods", pod).at("/status/phase").asText().equals("Running");
    }

    @Override
    public void close() {
        ClusterClient client = namespace.client();
        client.send(
                "DELETE",
                WrittenPath.of("/api/v1/nodes/" + namespace.name),
                ClusterClient.JSON,
                null,
                ClusterClient.JSON);
        namespace.delete("statefulsets", "stuck");
        client.get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods?labelSelector=app%3Dstuck"))
                .path("items")
                .forEach(pod -> namespace.patch(
                        "pods", pod.path("metadata").path("name").asText(), "metadata: {finalizers: null}"));
        namespace.close();
    }
}
