package dev.fairlead.rollout.judge;

import dev.fairlead.kubernetes.ReleaseLabels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether requests reach pods that are ready: Services that miss them or send to a port that they do not have. */
public final class Reachability {
    /** The controller's and those of blue-green releases. */
    private static final Set<String> CHOOSING = Set.of("pod-template-hash", ReleaseLabels.COLOR);

    private Reachability() {}

    /**
     * One sentence for each thing that looks wrong.
     *
     * @param services of the workload's namespace
     */
    public static List<String> warnings(HasMetadata workload, List<Service> services) {
        Optional<PodSpec> pod = TemplateFields.of(workload);
        Map<String, String> labels = TemplateFields.labels(workload);
        List<String> warnings = new ArrayList<>();
        for (Service service : services) {
            Map<String, String> selector = selector(service, labels);
            if (!selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet())) {
                service.getSpec()
                        .getPorts()
                        .forEach(port -> pod.flatMap(spec -> wrongPort(service, port, spec))
                                .ifPresent(warnings::add));
            } else if (!selector.isEmpty() && isMeantFor(service, workload)) {
                warnings.add(name(service) + " selects none of these pods: it wants " + shown(selector) + ", they have "
                        + shown(labels));
            }
        }
        return warnings;
    }

    /** Without the labels that choose among the workload's own revisions, or among the two colours that it has. */
    private static Map<String, String> selector(Service service, Map<String, String> labels) {
        Map<String, String> selector = new TreeMap<>(
                Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of()));
        Map<String, String> rest = new TreeMap<>(selector);
        rest.keySet().removeAll(CHOOSING);
        return labels.entrySet().containsAll(rest.entrySet()) ? rest : selector;
    }

    /** A Service for other pods is none of the workload's business; one of its name is. */
    private static boolean isMeantFor(Service service, HasMetadata workload) {
        String name = service.getMetadata().getName();
        return name.equals(workload.getMetadata().getName())
                || workload instanceof StatefulSet set
                        && name.equals(set.getSpec().getServiceName());
    }

    private static Optional<String> wrongPort(Service service, ServicePort port, PodSpec pod) {
        List<ContainerPort> ports = pod.getContainers().stream()
                .map(Container::getPorts)
                .flatMap(List::stream)
                .toList();
        IntOrString target = Optional.ofNullable(port.getTargetPort()).orElse(new IntOrString(port.getPort()));
        String sends = name(service) + " sends port " + port.getPort() + " to ";
        if (target.getStrVal() != null) {
            return ports.stream().anyMatch(p -> target.getStrVal().equals(p.getName()))
                    ? Optional.empty()
                    : Optional.of(sends + "the port named " + target.getStrVal() + ", which no container has");
        }
        // Containers may listen on ports that they do not declare; where they declare some, another one is a mistake.
        return ports.isEmpty()
                        || ports.stream().anyMatch(p -> target.getIntVal().equals(p.getContainerPort()))
                ? Optional.empty()
                : Optional.of(sends + "port " + target.getIntVal() + ", the containers declare "
                        + String.join(
                                ", ",
                                ports.stream()
                                        .map(p -> String.valueOf(p.getContainerPort()))
                                        .toList()));
    }

    private static String name(Service service) {
        return "service/" + service.getMetadata().getName();
    }

    private static String shown(Map<String, String> labels) {
        return String.join(
                ",",
                new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toList());
    }
}
