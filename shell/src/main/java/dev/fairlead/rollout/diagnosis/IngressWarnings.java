package dev.fairlead.rollout.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.NearestNames;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ingresses that send no requests to pods that are ready: class, TLS secret or backend is missing. Reads {@code
 * networking.k8s.io/v1} and {@code v1beta1}.
 *
 * @param services of the namespace, by name
 * @param own the Services that select the workload's pods, and the workload's own name
 * @param classes the IngressClasses
 * @param defaultClass whether one of them is the default
 * @param secrets of the namespace; empty where they may not be listed
 */
record IngressWarnings(
        Map<String, Service> services,
        Set<String> own,
        Set<String> classes,
        boolean defaultClass,
        Optional<Set<String>> secrets) {

    private record Backend(String service, JsonNode port) {}

    /** One sentence for each thing that is wrong; nothing for an Ingress of other workloads. */
    List<String> of(JsonNode ingress) {
        Set<Backend> backends = backends(ingress.path("spec"));
        List<String> warnings = new ArrayList<>();
        if (backends.stream().noneMatch(this::concerns)) {
            return warnings;
        }
        String name = "ingress/" + ingress.path("metadata").path("name").asText() + " ";
        missingClass(ingress).ifPresent(what -> warnings.add(name + what));
        for (JsonNode tls : ingress.path("spec").path("tls")) {
            String secret = tls.path("secretName").asText("");
            secrets.filter(there -> !secret.isEmpty() && !there.contains(secret))
                    .ifPresent(there -> warnings.add(name + "wants the TLS secret " + secret + ", which does not exist"
                            + ConfigClues.near(secret, there)));
        }
        backends.stream()
                .filter(this::concerns)
                .forEach(backend -> wrong(backend).ifPresent(what -> warnings.add(name + what)));
        return warnings;
    }

    private boolean concerns(Backend backend) {
        return own.contains(backend.service())
                || !services.containsKey(backend.service())
                        && !NearestNames.to(backend.service(), own, 1).isEmpty();
    }

    private Optional<String> missingClass(JsonNode ingress) {
        String named = ingress.path("spec").path("ingressClassName").asText("");
        JsonNode old = ingress.path("metadata").path("annotations").path("kubernetes.io/ingress.class");
        if (!named.isEmpty()) {
            return classes.contains(named)
                    ? Optional.empty()
                    : Optional.of("wants the ingress class " + named + ", which does not exist"
                            + ConfigClues.near(named, classes));
        }
        // Where there is no class at all, the controller is an old one that takes every Ingress.
        return defaultClass || classes.isEmpty() || !old.isMissingNode()
                ? Optional.empty()
                : Optional.of("names no ingress class and none is the default" + "; there is "
                        + String.join(", ", new TreeSet<>(classes)));
    }

    private Optional<String> wrong(Backend backend) {
        Service service = services.get(backend.service());
        if (service == null) {
            return Optional.of("sends to service/" + backend.service() + ", which does not exist"
                    + ConfigClues.near(backend.service(), services.keySet()));
        }
        List<ServicePort> ports = service.getSpec().getPorts();
        boolean there = ports.stream()
                .anyMatch(port -> backend.port().isNumber()
                        ? port.getPort() == backend.port().asInt()
                        : backend.port().asText().equals(port.getName()));
        return there || backend.port().isMissingNode()
                ? Optional.empty()
                : Optional.of("sends to port " + backend.port().asText() + " of service/" + backend.service()
                        + ", which has " + shown(ports));
    }

    private static String shown(List<ServicePort> ports) {
        Set<String> shown = new TreeSet<>();
        ports.forEach(port -> shown.add(port.getPort() + (port.getName() == null ? "" : " (" + port.getName() + ")")));
        return shown.isEmpty() ? "none" : String.join(", ", shown);
    }

    private static Set<Backend> backends(JsonNode spec) {
        Set<Backend> backends = new LinkedHashSet<>();
        add(spec.path("defaultBackend"), backends);
        add(spec.path("backend"), backends);
        for (JsonNode rule : spec.path("rules")) {
            for (JsonNode path : rule.path("http").path("paths")) {
                add(path.path("backend"), backends);
            }
        }
        return backends;
    }

    private static void add(JsonNode backend, Set<Backend> backends) {
        JsonNode service = backend.path("service");
        if (service.isObject()) {
            JsonNode number = service.path("port").path("number");
            JsonNode port = number.isNumber() ? number : service.path("port").path("name");
            backends.add(new Backend(service.path("name").asText(), port));
        } else if (backend.has("serviceName")) {
            backends.add(new Backend(backend.path("serviceName").asText(), backend.path("servicePort")));
        }
    }
}
