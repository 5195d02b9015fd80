package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.rollout.model.DeployRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a deploy request writes. A new Deployment gets what keeps releases whole and pods unprivileged; on an existing
 * one only what the request names is patched, so that what others set there stays.
 */
final class Manifests {
    static final String NAME_LABEL = "app.kubernetes.io/name";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private final ObjectMapper mapper;
    private final DeployRequest request;
    private final Drain drain;
    private final String changedBy;

    /** @param drain what the pods do before they go */
    Manifests(ObjectMapper mapper, DeployRequest request, Drain drain, String changedBy) {
        this.mapper = mapper;
        this.request = request;
        this.drain = drain;
        this.changedBy = changedBy;
    }

    ObjectNode newDeployment() {
        ObjectNode deployment = object("apps/v1", "Deployment");
        changeCause(deployment);
        ObjectNode spec = deployment.putObject("spec");
        spec.put("replicas", request.replicas().orElse(1));
        spec.putObject("selector").putObject("matchLabels").put(NAME_LABEL, request.name());
        strategy(spec);
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put(NAME_LABEL, request.name());
        ObjectNode pod = template.putObject("spec");
        podLevel(pod);
        if (!request.allowRoot()) {
            ObjectNode security = pod.withObject("/securityContext");
            security.put("runAsNonRoot", true);
            security.putObject("seccompProfile").put("type", "RuntimeDefault");
        }
        ObjectNode container = pod.putArray("containers").addObject();
        container(container, request.container().orElse(request.name()));
        if (!request.allowRoot()) {
            ObjectNode security = container.putObject("securityContext");
            security.put("allowPrivilegeEscalation", false);
            security.putObject("capabilities").putArray("drop").add("ALL");
        }
        drain.ofNew(request).ifPresent(time -> drain.add(pod, container, time));
        if (request.readinessPath().isEmpty() && request.port().isPresent()) {
            // Without any readiness a rolling update counts pods that do not listen yet.
            ObjectNode probe = container.putObject("readinessProbe");
            probe.putObject("tcpSocket").put("port", request.port().get());
            probe.put("periodSeconds", 2);
        }
        return deployment;
    }

    /**
     * A strategic merge patch with what the request names and nothing else.
     *
     * @param container which to change; empty where the request says nothing of one
     */
    ObjectNode patch(Optional<String> container) {
        ObjectNode patch = mapper.createObjectNode();
        changeCause(patch);
        ObjectNode spec = patch.putObject("spec");
        request.replicas().ifPresent(n -> spec.put("replicas", n));
        strategy(spec);
        ObjectNode pod = spec.putObject("template").putObject("spec");
        podLevel(pod);
        container.ifPresent(name -> {
            ObjectNode changed = pod.putArray("containers").addObject();
            container(changed, name);
            request.drain().ifPresent(time -> drain.change(pod, changed, time));
        });
        return patch;
    }

    ObjectNode newService() {
        ObjectNode service = object("v1", "Service");
        ObjectNode spec = service.putObject("spec");
        spec.putObject("selector").put(NAME_LABEL, request.name());
        ports(spec);
        return service;
    }

    /** A merge patch of an existing Service's ports. */
    ObjectNode servicePatch() {
        ObjectNode patch = mapper.createObjectNode();
        ports(patch.putObject("spec"));
        return patch;
    }

    /** Whether the Service offers the port of the request already. */
    boolean offersPort(JsonNode service) {
        int target = request.port().orElse(0);
        int port = request.servicePort().orElse(target);
        for (JsonNode offered : service.path("spec").path("ports")) {
            if (offered.path("port").asInt() == port
                    && offered.path("targetPort").asInt(port) == target) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode object(String apiVersion, String kind) {
        ObjectNode object = mapper.createObjectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode meta = object.putObject("metadata");
        meta.put("name", request.name());
        meta.putObject("labels").put(NAME_LABEL, request.name()).put(MANAGED_BY, "fairlead");
        return object;
    }

    private void changeCause(ObjectNode object) {
        object.withObject("/metadata/annotations").put(ChangeAnnotations.CHANGED_BY, changedBy);
        request.changeCause()
                .ifPresent(why -> object.withObject("/metadata/annotations").put(ChangeAnnotations.CAUSE, why));
    }

    private void strategy(ObjectNode spec) {
        if (request.maxSurge().isEmpty() && request.maxUnavailable().isEmpty()) {
            return;
        }
        ObjectNode strategy = spec.putObject("strategy");
        strategy.put("type", "RollingUpdate");
        ObjectNode rolling = strategy.putObject("rollingUpdate");
        request.maxSurge().ifPresent(value -> intOrString(rolling, "maxSurge", value));
        request.maxUnavailable().ifPresent(value -> intOrString(rolling, "maxUnavailable", value));
    }

    private void podLevel(ObjectNode pod) {
        request.pullSecret()
                .ifPresent(name -> pod.putArray("imagePullSecrets").addObject().put("name", name));
        request.runAsUser().ifPresent(uid -> pod.putObject("securityContext").put("runAsUser", uid));
    }

    private void container(ObjectNode container, String name) {
        container.put("name", name);
        if (!request.image().isBlank()) {
            container.put("image", request.image());
        }
        request.port()
                .ifPresent(port -> container
                        .putArray("ports")
                        .addObject()
                        .put("containerPort", port)
                        .put("protocol", "TCP"));
        if (!request.env().isEmpty()) {
            ArrayNode env = container.putArray("env");
            new TreeMap<>(request.env())
                    .forEach((key, value) -> env.addObject().put("name", key).put("value", value));
        }
        if (!request.requests().isEmpty() || !request.limits().isEmpty()) {
            ObjectNode resources = container.putObject("resources");
            quantities(resources, "requests", request.requests());
            quantities(resources, "limits", request.limits());
        }
        request.readinessPath().ifPresent(path -> probe(container, "readinessProbe", path, 2, 3));
        request.livenessPath().ifPresent(path -> probe(container, "livenessProbe", path, 10, 3));
        request.startupPath().ifPresent(path -> probe(container, "startupProbe", path, 2, 30));
    }

    private void probe(ObjectNode container, String kind, String path, int period, int threshold) {
        ObjectNode probe = container.putObject(kind);
        ObjectNode http = probe.putObject("httpGet");
        http.put("path", path);
        request.port().ifPresent(port -> http.put("port", port));
        probe.put("periodSeconds", period).put("failureThreshold", threshold).put("timeoutSeconds", 2);
        // A patch must not leave the TCP check of a new Deployment beside the HTTP one: a probe has one handler.
        probe.putNull("tcpSocket");
    }

    private void ports(ObjectNode spec) {
        int port = request.port().orElseThrow();
        spec.putArray("ports")
                .addObject()
                .put("name", "http")
                .put("port", request.servicePort().orElse(port))
                .put("targetPort", port)
                .put("protocol", "TCP");
    }

    private static void quantities(ObjectNode resources, String kind, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode of = resources.putObject(kind);
            new TreeMap<>(values).forEach(of::put);
        }
    }

    private static void intOrString(ObjectNode object, String field, String value) {
        if (value.matches("\\d{1,9}")) {
            object.put(field, Integer.parseInt(value));
        } else {
            object.put(field, value);
        }
    }
}
