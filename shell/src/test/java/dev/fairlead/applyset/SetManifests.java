package dev.fairlead.applyset;

import dev.fairlead.RealParts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Manifests for sets. */
final class SetManifests {
    static final String INGRESS = """
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
            """;
    static final String SERVICE = """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
            """;
    static final String SCALER = """
            ---
            apiVersion: autoscaling/v1
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 1, maxReplicas: 5}
            """;
    static final String CLAIM = """
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], storageClassName: none, resources: {requests: {storage: 1Mi}}}
            """;

    private SetManifests() {}

    static String config(String name, String value) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s}
                data: {a: "%s"}
                """.formatted(name, value);
    }

    static String secret(String value) {
        return """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: web}
                data: {p: "%s"}
                """.formatted(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }

    static String deployment(String tag, int replicas) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: web
                        image: %s/library/busybox:%s
                        command: [sleep, '3600']
                        env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: a}}}]
                """.formatted(replicas, RealParts.registry(), tag);
    }

    static String definition(String group) {
        return """
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets, singular: widget}
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
                """.formatted(group);
    }

    static String job(String name, int wave) {
        return """
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s, annotations: {fairlead.dev/wave: "%d"}}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{name: job, image: '%s/library/busybox:1.35', command: ['true']}]
                """.formatted(name, wave, RealParts.registry());
    }
}
