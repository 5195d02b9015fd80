package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which port of a pod is meant. */
final class ContainerPorts {
    private ContainerPorts() {}

    /**
     * The number of the port that is named or numbered, or of the first that a container declares.
     *
     * @throws OpsException of kind USAGE that says which ports there are
     */
    static int of(PodSpec pod, Optional<String> wanted) {
        List<ContainerPort> ports = pod.getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .toList();
        if (wanted.isPresent()
                && Character.isDigit(wanted.get().charAt(0))
                && wanted.get().matches("\\d+")) {
            return Integer.parseInt(wanted.get());
        }
        if (wanted.isEmpty() && ports.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "its containers declare no port; say e.g. port=8080");
        }
        return ports.stream()
                .filter(port -> wanted.isEmpty() || wanted.get().equals(port.getName()))
                .findFirst()
                .map(ContainerPort::getContainerPort)
                .orElseThrow(() -> new OpsException(
                        FailureKind.USAGE,
                        "its containers declare no port " + wanted.orElse("") + "; they have " + shown(ports)));
    }

    private static String shown(List<ContainerPort> ports) {
        return ports.isEmpty()
                ? "none"
                : ports.stream()
                        .map(port ->
                                port.getContainerPort() + (port.getName() == null ? "" : " (" + port.getName() + ")"))
                        .collect(Collectors.joining(", "));
    }
}
