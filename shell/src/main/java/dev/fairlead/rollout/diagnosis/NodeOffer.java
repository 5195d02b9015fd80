package dev.fairlead.rollout.diagnosis;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
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
 */
record NodeOffer(
        String name,
        String platform,
        boolean cordoned,
        Map<String, String> labels,
        List<Taint> taints,
        Map<String, BigDecimal> allocatable,
        Map<String, BigDecimal> free) {

    /** @param pods of all namespaces; those of other nodes and those that ended are left out of account */
    static NodeOffer of(Node node, List<Pod> pods) {
        String name = node.getMetadata().getName();
        Map<String, BigDecimal> allocatable = Amounts.numbers(
                Optional.ofNullable(node.getStatus().getAllocatable()).orElse(Map.of()));
        Map<String, BigDecimal> free = new TreeMap<>(allocatable);
        pods.stream().filter(pod -> isOn(pod, name)).forEach(pod -> {
            Amounts.requests(pod.getSpec())
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
                free);
    }

    private static boolean isOn(Pod pod, String node) {
        String phase = String.valueOf(pod.getStatus().getPhase());
        return node.equals(pod.getSpec().getNodeName()) && !phase.equals("Succeeded") && !phase.equals("Failed");
    }
}
