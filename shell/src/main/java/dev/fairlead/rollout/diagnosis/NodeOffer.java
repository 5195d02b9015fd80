package dev.fairlead.rollout.diagnosis;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a node has for pods.
 *
 * @param platform e.g. {@code linux/amd64}
 * @param free allocatable minus what its pods request
 * @param ports the ports of the node itself that pods took, e.g. {@code 80/TCP}, with the pod that has it
 */
record NodeOffer(
        String name,
        String platform,
        boolean cordoned,
        Map<String, String> labels,
        List<Taint> taints,
        Map<String, BigDecimal> allocatable,
        Map<String, BigDecimal> free,
        Map<String, String> ports) {

    /** @param pods of all namespaces; those of other nodes and those that ended are left out of account */
    static NodeOffer of(Node node, List<Pod> pods) {
        String name = node.getMetadata().getName();
        Map<String, BigDecimal> allocatable = ResourceAmounts.numbers(
                Optional.ofNullable(node.getStatus().getAllocatable()).orElse(Map.of()));
        Map<String, BigDecimal> free = new TreeMap<>(allocatable);
        Map<String, String> ports = new TreeMap<>();
        pods.stream().filter(pod -> isOn(pod, name)).forEach(pod -> {
            hostPorts(pod.getSpec()).forEach(port -> ports.put(port, shown(pod)));
            ResourceAmounts.requests(pod.getSpec())
                    .forEach((resource, amount) -> free.merge(resource, amount.negate(), BigDecimal::add));
            free.computeIfPresent("pods", (resource, left) -> left.subtract(BigDecimal.ONE));
        });
        var info = node.getStatus().getNodeInfo();
        return new NodeOffer(
                name,
                info == null ? "" : info.getOperatingSystem() + "/" + info.getArchitecture(),
                Boolean.TRUE.equals(node.getSpec().getUnschedulable()),
                Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of()),
                node.getSpec().getTaints(),
                allocatable,
                free,
                ports);
    }

    /** What a pod wants of the node's own ports, e.g. {@code 80/TCP}. */
    static List<String> hostPorts(PodSpec pod) {
        return pod.getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> port.getHostPort() != null)
                .map(port -> port.getHostPort() + "/"
                        + Optional.ofNullable(port.getProtocol()).orElse("TCP"))
                .toList();
    }

    private static String shown(Pod pod) {
        return "pod " + pod.getMetadata().getName() + " of namespace "
                + pod.getMetadata().getNamespace();
    }

    private static boolean isOn(Pod pod, String node) {
        String phase = String.valueOf(pod.getStatus().getPhase());
        return node.equals(pod.getSpec().getNodeName()) && !phase.equals("Succeeded") && !phase.equals("Failed");
    }
}
