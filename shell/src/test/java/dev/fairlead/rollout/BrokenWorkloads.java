package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.RealParts;
import dev.fairlead.kubernetes.ClusterClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A namespace full of workloads that fail, each for its own reason, and one that is well but out of reach. */
final class BrokenWorkloads implements AutoCloseable {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    final ScratchNamespace namespace = new ScratchNamespace("diagnose");
    private final String busybox = RealParts.registry() + "/library/busybox:1.35";
    private final String node = namespace.name;

    void create() {
        around();
        stuck();
        images();
        config();
        starts();
        admission();
        scheduling();
        well();
    }

    /** What the workloads need, want and miss. */
    private void around() {
        make("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {db-url: 'db:5432'}}
                """);
        String login = Base64.getEncoder().encodeToString("dev:wrong".getBytes(StandardCharsets.UTF_8));
        make("""
                apiVersion: v1
                kind: Secret
                metadata: {name: regcred}
                type: kubernetes.io/dockerconfigjson
                stringData: {.dockerconfigjson: '{"auths": {"%s": {"auth": "%s"}}}'}
                """.formatted(RealParts.authRegistry(), login));
        make("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: critical}
                spec:
                  hard: {pods: '0'}
                  scopeSelector:
                    matchExpressions: [{scopeName: PriorityClass, operator: In, values: [system-cluster-critical]}]
                """);
        make("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: small}
                spec: {limits: [{type: Container, max: {ephemeral-storage: 200Mi}}]}
                """);
        make("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: claim}
                spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """);
        // A node that no kubelet stands behind; its taint keeps away whatever does not ask for it.
        make("""
                apiVersion: v1
                kind: Node
                metadata: {name: %1$s, labels: {fairlead-test: %1$s}}
                spec: {taints: [{key: fairlead-test, value: %1$s, effect: NoSchedule}]}
                status: {capacity: {cpu: '4', memory: 8Gi, pods: '10'}, allocatable: {cpu: '4', memory: 8Gi, pods: '10'}}
                """.formatted(node));
    }

    private void images() {
        pod("bad-tag", "containers: [{name: app, image: '%s/library/busybox:1.53'}]".formatted(RealParts.registry()));
        String secret = RealParts.authRegistry() + "/team/app:1";
        pod("private", "containers: [{name: app, image: '%s'}]".formatted(secret));
        pod(
                "wrong-secret",
                "{imagePullSecrets: [{name: regcred}], containers: [{name: app, image: '%s'}]}".formatted(secret));
    }

    private void config() {
        app("no-map", "env: [{name: URL, valueFrom: {configMapKeyRef: {name: setings, key: db-url}}}]");
        app("no-secret", "envFrom: [{secretRef: {name: login}}]");
        app("no-key", "env: [{name: URL, valueFrom: {configMapKeyRef: {name: settings, key: db-ulr}}}]");
    }

    private void starts() {
        app("no-command", "command: [serve]");
        app("exit", "command: [sh, -c, 'echo FATAL no database; exit 3']");
        app("memory", "{command: [tail, /dev/zero], resources: {limits: {memory: 16Mi}}}");
        pod("init", """
                {initContainers: [{name: migrate, image: '%1$s', command: [sh, -c, 'echo FATAL no schema; exit 4']}],
                 containers: [{name: app, image: '%1$s', command: [sleep, '3600']}]}
                """.formatted(busybox));
        String probe = "{exec: {command: ['false']}, periodSeconds: 1, failureThreshold: 1}";
        app("liveness", "{command: [sleep, '3600'], livenessProbe: " + probe + "}");
        app("readiness", "{command: [sleep, '3600'], readinessProbe: " + probe + "}");
        make("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: task}
                spec:
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{name: app, image: '%s', command: [sh, -c, 'echo FATAL nothing to do; exit 9']}]
                """.formatted(busybox));
    }

    private void admission() {
        pod("no-account", "{serviceAccountName: robot, containers: [{name: app, image: '%s'}]}".formatted(busybox));
        pod(
                "quota",
                "{priorityClassName: system-cluster-critical, containers: [{name: app, image: '%s'}]}"
                        .formatted(busybox));
        app("limit-range", "resources: {limits: {ephemeral-storage: 300Mi}}");
    }

    private void scheduling() {
        app("cpu", "resources: {requests: {cpu: '500'}}");
        pod(
                "tainted",
                "{nodeSelector: {fairlead-test: %s}, containers: [{name: app, image: '%s'}]}".formatted(node, busybox));
        pod("volume", """
                {volumes: [{name: data, persistentVolumeClaim: {claimName: claim}}],
                 containers: [{name: app, image: '%s', volumeMounts: [{name: data, mountPath: /data}]}]}
                """.formatted(busybox));
    }

    /** A pod whose finalizer nobody removes, and a change that wants it gone. */
    private void stuck() {
        make("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: stuck}
                spec:
                  serviceName: stuck
                  selector: {matchLabels: {app: stuck}}
                  template:
                    metadata: {labels: {app: stuck}, finalizers: [example.com/held]}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers: [{name: app, image: '%s', command: [sleep, '3600']}]
                """.formatted(busybox));
        ScratchNamespace.await(() -> namespace.has("pods", "stuck-0")
                && namespace
                        .get("pods", "stuck-0")
                        .path("status")
                        .path("phase")
                        .asText()
                        .equals("Running"));
        namespace.patch("statefulsets", "stuck", "spec: {template: {metadata: {annotations: {change: 'yes'}}}}");
    }

    private void well() {
        app("well", "{command: [sleep, '3600'], ports: [{name: http, containerPort: 8080}]}");
        make("""
                apiVersion: v1
                kind: Service
                metadata: {name: well}
                spec: {selector: {app: well}, ports: [{port: 80, targetPort: web}]}
                """);
        make("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: well}
                spec:
                  ingressClassName: nowhere
                  tls: [{secretName: cert}]
                  rules:
                  - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: well, port: {number: 81}}}}]}
                """);
    }

    /** @param container what its one container has besides name and image, as YAML in flow style */
    private void app(String name, String container) {
        String inner = container.startsWith("{") ? container.substring(1, container.length() - 1) : container;
        pod(name, "containers: [{name: app, image: '" + busybox + "', " + inner + "}]");
    }

    private void pod(String name, String spec) {
        String inner = spec.strip();
        inner = inner.startsWith("{") ? inner.substring(1, inner.length() - 1) : inner;
        make("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s}, spec: {
                  selector: {matchLabels: {app: %1$s}},
                  template: {metadata: {labels: {app: %1$s}}, spec: {terminationGracePeriodSeconds: 0, %2$s}}}}
                """.formatted(name, inner));
    }

    private void make(String yaml) {
        try {
            JsonNode object = YAML.readTree(yaml);
            ClusterClient client = namespace.client();
            String path = client.discovery()
                    .find(
                            object.path("apiVersion").asText(),
                            object.path("kind").asText())
                    .path(namespace.name);
            client.send("POST", path, ClusterClient.JSON, object, ClusterClient.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(yaml, e);
        }
    }

    @Override
    public void close() {
        ClusterClient client = namespace.client();
        client.send("DELETE", "/api/v1/nodes/" + node, ClusterClient.JSON, null, ClusterClient.JSON);
        namespace.delete("statefulsets", "stuck");
        client.get("/api/v1/namespaces/" + namespace.name + "/pods?labelSelector=app%3Dstuck")
                .path("items")
                .forEach(pod -> namespace.patch(
                        "pods", pod.path("metadata").path("name").asText(), "metadata: {finalizers: null}"));
        namespace.close();
    }
}
