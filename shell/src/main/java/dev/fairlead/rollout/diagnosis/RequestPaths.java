package dev.fairlead.rollout.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import dev.fairlead.rollout.judge.Reachability;
import dev.fairlead.rollout.judge.TemplateFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks for the Services and Ingresses before a workload. */
final class RequestPaths {
    private final DiagnosisContext surroundings;
    private final HasMetadata workload;

    RequestPaths(DiagnosisContext surroundings, HasMetadata workload) {
        this.surroundings = surroundings;
        this.workload = workload;
    }

    List<Clue> services() {
        return workload instanceof Job
                ? List.of()
                : Reachability.warnings(workload, surroundings.all(Service.class)).stream()
                        .map(warning -> new Clue(ClusterLayer.SERVICE, warning, next(warning)))
                        .toList();
    }

    List<Clue> ingresses() {
        List<JsonNode> ingresses = workload instanceof Job ? List.of() : surroundings.networking("Ingress");
        if (ingresses.isEmpty()) {
            return List.of();
        }
        Map<String, Service> services = new TreeMap<>();
        surroundings
                .all(Service.class)
                .forEach(s -> services.put(s.getMetadata().getName(), s));
        Set<String> classes = new TreeSet<>();
        boolean defaultClass = false;
        for (JsonNode found : surroundings.networking("IngressClass")) {
            classes.add(found.path("metadata").path("name").asText());
            defaultClass |= found.path("metadata")
                    .path("annotations")
                    .path("ingressclass.kubernetes.io/is-default-class")
                    .asText()
                    .equals("true");
        }
        IngressWarnings warnings = new IngressWarnings(services, own(services), classes, defaultClass, secrets());
        return ingresses.stream()
                .flatMap(ingress -> warnings.of(ingress).stream())
                .map(warning -> new Clue(ClusterLayer.INGRESS, warning, next(warning)))
                .toList();
    }

    private Set<String> own(Map<String, Service> services) {
        Set<String> own = new TreeSet<>(Set.of(workload.getMetadata().getName()));
        services.forEach((name, service) -> {
            Map<String, String> selector =
                    Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of());
            if (!selector.isEmpty()
                    && TemplateFields.labels(workload).entrySet().containsAll(selector.entrySet())) {
                own.add(name);
            }
        });
        return own;
    }

    private Optional<Set<String>> secrets() {
        return OpsException.unlessDenied(() -> surroundings.names("secrets"));
    }

    /** Every warning begins with what it is about. */
    private String next(String warning) {
        String object = warning.substring(0, warning.indexOf(' '));
        return "cluster get " + object.replace('/', ' ') + " -o yaml" + new FindingLines(workload).in();
    }
}
