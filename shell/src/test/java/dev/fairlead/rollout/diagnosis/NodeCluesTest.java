package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeCluesTest {
    @Test
    void aPodThatFitsLeavesNoClue() {
        check(asking("cpu: 500m, memory: 1Gi"), List.of(node("a", "{}", "{}")));
    }

    @Test
    void aResourceIsToldWithWhatEachNodeHasLeft() {
        check(
                asking("cpu: '1'"),
                List.of(node("a", "{}", "{}", "1500m"), node("b", "{}", "{}", "1200m")),
                "cpu: each pod asks for 1; b has 0.8 free of 2, a has 0.5 free of 2");
        check(
                asking("memory: 6Gi, example.com/gpu: '1'"),
                List.of(node("a", "{}", "{}")),
                "example.com/gpu: each pod asks for 1; a has 0 free of 0; it fits on none of them even when they are empty",
                "memory: each pod asks for 6Gi; a has 4Gi free of 4Gi; it fits on none of them even when they are empty");
    }

    @Test
    void whatEndedTakesNoRoomAndInitContainersCountAlone() {
        Node node = Objects.read(nodeYaml("a", "{}", "{}"), Node.class);
        NodeOffer offer = NodeOffer.of(node, List.of(pod("a", "2", "Succeeded"), pod("b", "2", "Running")));
        assertEquals("2", ResourceAmounts.shown("cpu", offer.free().get("cpu")));
        assertEquals("{cpu=3}", ResourceAmounts.requests(Objects.pod("""
                        initContainers: [{name: i, resources: {requests: {cpu: '3'}}}]
                        containers: [{name: a, resources: {requests: {cpu: '1'}}},
                                     {name: b, resources: {requests: {cpu: '1'}}}]
                        """)).toString());
    }

    @Test
    void aTaintIsToldUnlessItIsTolerated() {
        String taints =
                "{taints: [{key: dedicated, value: db, effect: NoSchedule}, {key: soft, effect: PreferNoSchedule}]}";
        check(
                "containers: [{name: app}]",
                List.of(node("a", "{}", taints), node("b", "{}", taints)),
                "taint dedicated=db:NoSchedule on a, b: the pods have no toleration for it");
        for (String toleration : List.of(
                "{key: dedicated, operator: Exists}",
                "{operator: Exists}",
                "{key: dedicated, value: db, effect: NoSchedule}")) {
            check("{tolerations: [" + toleration + "], containers: [{name: app}]}", List.of(node("a", "{}", taints)));
        }
        check(
                "{tolerations: [{key: dedicated, value: web}], containers: [{name: app}]}",
                List.of(node("a", "{}", taints)),
                "taint dedicated=db:NoSchedule on a: the pods have no toleration for it");
    }

    @Test
    void aLabelThatNoNodeHasIsToldWithTheValuesThatThereAre() {
        check(
                "{nodeSelector: {disk: ssd}, containers: [{name: app}]}",
                List.of(node("a", "{disk: hdd}", "{}"), node("b", "{disk: nvme}", "{}")),
                "nodeSelector disk=ssd: no node has that label; nodes have disk=hdd|nvme");
        check("""
                {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [
                  {matchExpressions: [{key: zone, operator: In, values: [x, y]}, {key: disk, operator: Exists}]}]}}},
                 containers: [{name: app}]}
                """, List.of(node("a", "{disk: hdd}", "{}")), "node affinity zone In x|y: no node has such a label");
    }

    @Test
    void aCordonedNodeIsTold() {
        check(
                "containers: [{name: app}]",
                List.of(
                        node(
                                "a",
                                "{}",
                                "{unschedulable: true, taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}]}")),
                "cordoned: a");
        assertEquals(
                List.of(Clue.of(ClusterLayer.NODES, "the cluster has no node")),
                NodeClues.of(Objects.pod("containers: []"), List.of()));
    }

    @Test
    void aPortThatEveryNodeHasGivenAwayIsToldWithWhoHasIt() {
        String wants = "containers: [{name: app, ports: [{containerPort: 80, hostPort: 8080}]}]";
        Pod holder = Objects.read("""
                apiVersion: v1
                kind: Pod
                metadata: {name: proxy, namespace: edge}
                spec: {nodeName: a, %s}
                status: {phase: Running}
                """.formatted(wants), Pod.class);
        NodeOffer taken = NodeOffer.of(Objects.read(nodeYaml("a", "{}", "{}"), Node.class), List.of(holder));
        check(wants, List.of(taken), "host port 8080/TCP is taken: on a by pod proxy of namespace edge");
        check(wants, List.of(taken, node("b", "{}", "{}")));
    }

    private static String asking(String requests) {
        return "containers: [{name: app, resources: {requests: {" + requests + "}}}]";
    }

    /** @param used the cpu that each of its pods requests */
    private static NodeOffer node(String name, String labels, String spec, String... used) {
        List<Pod> pods =
                Arrays.stream(used).map(cpu -> pod(name, cpu, "Running")).toList();
        return NodeOffer.of(Objects.read(nodeYaml(name, labels, spec), Node.class), pods);
    }

    private static String nodeYaml(String name, String labels, String spec) {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: %s, labels: %s}
                spec: %s
                status:
                  allocatable: {cpu: '2', memory: 4Gi, pods: '10'}
                  nodeInfo: {operatingSystem: linux, architecture: amd64}
                """.formatted(name, labels, spec);
    }

    private static Pod pod(String node, String cpu, String phase) {
        return Objects.read("""
                apiVersion: v1
                kind: Pod
                spec: {nodeName: %s, containers: [{name: app, resources: {requests: {cpu: %s}}}]}
                status: {phase: %s}
                """.formatted(node, cpu, phase), Pod.class);
    }

    private static void check(String pod, List<NodeOffer> nodes, String... messages) {
        assertEquals(
                List.of(messages),
                NodeClues.of(Objects.pod(pod), nodes).stream()
                        .map(Clue::message)
                        .toList());
    }
}
