package dev.fairlead.rollout.diagnosis;

import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a pod asks for that no node offers, resource by resource and taint by taint. */
final class NodeClues {
    private static final int MOST_NODES = 5;

    private NodeClues() {}

    /** @param reason the verdict's: resources are compared only when one of them is short */
    static List<Clue> of(PodSpec pod, List<NodeOffer> nodes) {
        List<Clue> clues = new ArrayList<>();
        if (nodes.isEmpty()) {
            return List.of(clue("the cluster has no node"));
        }
        labels(pod, nodes, clues);
        taints(pod, nodes, clues);
        List<String> cordoned =
                nodes.stream().filter(NodeOffer::cordoned).map(NodeOffer::name).toList();
        if (!cordoned.isEmpty()) {
            clues.add(clue("cordoned: " + shown(cordoned)));
        }
        List<NodeOffer> open = nodes.stream()
                .filter(node -> !node.cordoned() && untolerated(pod, node).isEmpty())
                .toList();
        resources(pod, open, clues);
        ports(pod, open, clues);
        return clues;
    }

    /** One such pod fits on a node; the one that has the port may be the workload's own old one. */
    private static void ports(PodSpec pod, List<NodeOffer> nodes, List<Clue> clues) {
        for (String port : NodeOffer.hostPorts(pod)) {
            List<String> taken = nodes.stream()
                    .filter(node -> node.ports().containsKey(port))
                    .map(node -> node.name() + " by " + node.ports().get(port))
                    .toList();
            if (!taken.isEmpty() && taken.size() == nodes.size()) {
                clues.add(clue("host port " + port + " is taken: on " + shown(taken)));
            }
        }
    }

    private static void resources(PodSpec pod, List<NodeOffer> nodes, List<Clue> clues) {
        Map<String, BigDecimal> asked = new TreeMap<>(ResourceAmounts.requests(pod));
        asked.put("pods", BigDecimal.ONE);
        asked.forEach((resource, amount) -> {
            List<NodeOffer> largestFirst = nodes.stream()
                    .sorted(Comparator.comparing((NodeOffer node) -> free(node, resource))
                            .reversed())
                    .toList();
            boolean fits =
                    largestFirst.stream().anyMatch(node -> free(node, resource).compareTo(amount) >= 0);
            if (fits || nodes.isEmpty()) {
                return;
            }
            boolean never =
                    nodes.stream().allMatch(node -> allocatable(node, resource).compareTo(amount) < 0);
            List<String> offers = largestFirst.stream()
                    .map(node -> node.name() + " has " + ResourceAmounts.shown(resource, free(node, resource))
                            + " free of " + ResourceAmounts.shown(resource, allocatable(node, resource)))
                    .toList();
            clues.add(clue(resource + ": each pod asks for " + ResourceAmounts.shown(resource, amount) + "; "
                    + shown(offers) + (never ? "; it fits on none of them even when they are empty" : "")));
        });
    }

    private static BigDecimal free(NodeOffer node, String resource) {
        return node.free().getOrDefault(resource, BigDecimal.ZERO);
    }

    private static BigDecimal allocatable(NodeOffer node, String resource) {
        return node.allocatable().getOrDefault(resource, BigDecimal.ZERO);
    }

    private static void taints(PodSpec pod, List<NodeOffer> nodes, List<Clue> clues) {
        Map<String, List<String>> byTaint = new TreeMap<>();
        nodes.forEach(node -> untolerated(pod, node)
                .forEach(taint -> byTaint.computeIfAbsent(text(taint), t -> new ArrayList<>())
                        .add(node.name())));
        byTaint.forEach((taint, names) ->
                clues.add(clue("taint " + taint + " on " + shown(names) + ": the pods have no toleration for it")));
    }

    /** A cordon is a taint as well, and told as a cordon. */
    private static List<Taint> untolerated(PodSpec pod, NodeOffer node) {
        return node.taints().stream()
                .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect())
                        && !"node.kubernetes.io/unschedulable".equals(taint.getKey()))
                .filter(taint -> pod.getTolerations().stream().noneMatch(t -> tolerates(t, taint)))
                .toList();
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        boolean effect =
                isUnset(toleration.getEffect()) || toleration.getEffect().equals(taint.getEffect());
        boolean exists = "Exists".equals(toleration.getOperator());
        boolean key =
                isUnset(toleration.getKey()) ? exists : toleration.getKey().equals(taint.getKey());
        boolean value = exists
                || Objects.requireNonNullElse(toleration.getValue(), "")
                        .equals(Objects.requireNonNullElse(taint.getValue(), ""));
        return effect && key && value;
    }

    private static boolean isUnset(String text) {
        return text == null || text.isEmpty();
    }

    private static String text(Taint taint) {
        return taint.getKey() + (isUnset(taint.getValue()) ? "" : "=" + taint.getValue()) + ":" + taint.getEffect();
    }

    private static void labels(PodSpec pod, List<NodeOffer> nodes, List<Clue> clues) {
        Optional.ofNullable(pod.getNodeSelector()).orElse(Map.of()).forEach((key, value) -> {
            if (nodes.stream().noneMatch(node -> value.equals(node.labels().get(key)))) {
                clues.add(clue("nodeSelector " + key + "=" + value + ": no node has that label" + values(key, nodes)));
            }
        });
        if (pod.getAffinity() == null
                || pod.getAffinity().getNodeAffinity() == null
                || pod.getAffinity().getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution() == null) {
            return;
        }
        pod
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .stream()
                .flatMap(term -> term.getMatchExpressions().stream())
                .filter(wanted -> nodes.stream().noneMatch(node -> matches(wanted, node.labels())))
                .forEach(wanted -> clues.add(clue("node affinity " + text(wanted) + ": no node has such a label"
                        + values(wanted.getKey(), nodes))));
    }

    private static boolean matches(NodeSelectorRequirement wanted, Map<String, String> labels) {
        String value = labels.get(wanted.getKey());
        return switch (String.valueOf(wanted.getOperator())) {
            case "In" -> value != null && wanted.getValues().contains(value);
            case "NotIn" -> value == null || !wanted.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            // Gt and Lt are rare; what is not understood is not blamed.
            default -> true;
        };
    }

    private static String text(NodeSelectorRequirement wanted) {
        String values = wanted.getValues().isEmpty() ? "" : " " + String.join("|", wanted.getValues());
        return wanted.getKey() + " " + wanted.getOperator() + values;
    }

    private static String values(String key, List<NodeOffer> nodes) {
        TreeSet<String> values = new TreeSet<>();
        nodes.stream()
                .map(node -> node.labels().get(key))
                .filter(Objects::nonNull)
                .forEach(values::add);
        return values.isEmpty() ? "" : "; nodes have " + key + "=" + String.join("|", values);
    }

    private static String shown(List<String> items) {
        List<String> some = items.stream().limit(MOST_NODES).toList();
        return String.join(", ", some)
                + (items.size() > some.size() ? " and " + (items.size() - some.size()) + " more" : "");
    }

    private static Clue clue(String message) {
        return Clue.of(ClusterLayer.NODES, message);
    }
}
