package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What the API server fills in where an object says nothing. */
final class Defaults {
    private Defaults() {}

    static void fill(Kind kind, ObjectNode object) {
        if (kind.custom()) {
            return;
        }
        switch (kind.name()) {
            case "Pod" -> pod(spec(object));
            case "Deployment" -> deployment(object);
            case "ReplicaSet" -> {
                absent(spec(object), "replicas", 1);
                template(object);
            }
            case "StatefulSet" -> statefulSet(object);
            case "DaemonSet" -> daemonSet(object);
            case "Job" -> job(object);
            case "Service" -> service(object);
            case "Secret" -> secret(object);
            case "HorizontalPodAutoscaler" -> absent(spec(object), "minReplicas", 1);
            case "Namespace" -> {
                String name = object.at("/metadata/name").asText();
                object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", name);
                absent(object.withObject("/status"), "phase", "Active");
            }
            default -> {
                // As it was sent.
            }
        }
    }

    private static void deployment(ObjectNode object) {
        ObjectNode spec = spec(object);
        absent(spec, "replicas", 1);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = spec.withObject("/strategy");
        absent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObject("/rollingUpdate");
            absent(rolling, "maxUnavailable", "25%");
            absent(rolling, "maxSurge", "25%");
        }
        template(object);
    }

    private static void statefulSet(ObjectNode object) {
        ObjectNode spec = spec(object);
        absent(spec, "replicas", 1);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "podManagementPolicy", "OrderedReady");
        absent(spec, "serviceName", "");
        ObjectNode strategy = spec.withObject("/updateStrategy");
        absent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            absent(strategy.withObject("/rollingUpdate"), "partition", 0);
        }
        template(object);
    }

    private static void daemonSet(ObjectNode object) {
        ObjectNode spec = spec(object);
        absent(spec, "revisionHistoryLimit", 10);
        ObjectNode strategy = spec.withObject("/updateStrategy");
        absent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            absent(strategy.withObject("/rollingUpdate"), "maxUnavailable", 1);
            absent(strategy.withObject("/rollingUpdate"), "maxSurge", 0);
        }
        template(object);
    }

    private static void job(ObjectNode object) {
        ObjectNode spec = spec(object);
        if (!spec.has("parallelism") && !spec.has("completions")) {
            spec.put("completions", 1);
        }
        absent(spec, "parallelism", 1);
        absent(spec, "backoffLimit", 6);
        absent(spec, "completionMode", "NonIndexed");
        spec.put("suspend", spec.path("suspend").asBoolean(false));
        template(object);
    }

    private static void template(ObjectNode object) {
        pod(object.withObject("/spec/template/spec"));
    }

    private static void pod(ObjectNode pod) {
        absent(pod, "restartPolicy", "Always");
        absent(pod, "terminationGracePeriodSeconds", 30);
        absent(pod, "dnsPolicy", "ClusterFirst");
        absent(pod, "schedulerName", "default-scheduler");
        pod.withObject("/securityContext");
        for (String list : List.of("initContainers", "containers")) {
            pod.path(list).forEach(container -> container((ObjectNode) container));
        }
        for (JsonNode volume : pod.path("volumes")) {
            for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
                if (volume.path(source) instanceof ObjectNode of) {
                    absent(of, "defaultMode", 420);
                }
            }
        }
    }

    private static void container(ObjectNode container) {
        String image = container.path("image").asText();
        boolean moves = image.endsWith(":latest")
                || !image.contains("@")
                        && !image.substring(image.lastIndexOf('/') + 1).contains(":");
        absent(container, "imagePullPolicy", moves ? "Always" : "IfNotPresent");
        absent(container, "terminationMessagePath", "/dev/termination-log");
        absent(container, "terminationMessagePolicy", "File");
        container.withObject("/resources");
        container.path("ports").forEach(port -> absent((ObjectNode) port, "protocol", "TCP"));
        container.path("env").forEach(variable -> {
            if (variable.at("/valueFrom/fieldRef") instanceof ObjectNode field) {
                absent(field, "apiVersion", "v1");
            }
        });
        for (String name : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
            if (container.path(name) instanceof ObjectNode probe) {
                probe(probe);
            }
        }
    }

    private static void probe(ObjectNode probe) {
        absent(probe, "timeoutSeconds", 1);
        absent(probe, "periodSeconds", 10);
        absent(probe, "successThreshold", 1);
        absent(probe, "failureThreshold", 3);
        if (probe.path("httpGet") instanceof ObjectNode http) {
            absent(http, "scheme", "HTTP");
            absent(http, "path", "/");
        }
    }

    private static void service(ObjectNode object) {
        ObjectNode spec = spec(object);
        absent(spec, "type", "ClusterIP");
        absent(spec, "sessionAffinity", "None");
        absent(spec, "internalTrafficPolicy", "Cluster");
        spec.path("ports").forEach(port -> {
            absent((ObjectNode) port, "protocol", "TCP");
            if (!port.has("targetPort")) {
                ((ObjectNode) port).set("targetPort", port.path("port"));
            }
        });
        object.withObject("/status/loadBalancer");
    }

    private static void secret(ObjectNode object) {
        absent(object, "type", "Opaque");
        JsonNode plain = object.path("stringData");
        plain.properties()
                .forEach(entry -> object.withObject("/data")
                        .put(
                                entry.getKey(),
                                Base64.getEncoder()
                                        .encodeToString(
                                                entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        object.remove("stringData");
    }

    private static ObjectNode spec(ObjectNode object) {
        return object.withObject("/spec");
    }

    private static void absent(ObjectNode object, String field, String value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private static void absent(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }
}
