package dev.fairlead.rollout.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PodDisruptionBudgets that keep pods where they are. A budget holds evictions up, as a drain or an autoscaler asks for
 * them; controllers delete pods and are never held up by one. So it is named only where somebody has to evict: for pods on
 * a cordoned node, and for old pods that go only when they are removed by hand (OnDelete).
 */
final class BudgetClues {
    private final Snapshot snapshot;
    private final RolloutStatus status;

    BudgetClues(Snapshot snapshot, RolloutStatus status) {
        this.snapshot = snapshot;
        this.status = status;
    }

    /** The pods that go only by an eviction. */
    List<Pod> waiting(Set<String> cordonedNodes) {
        boolean byHand = isOnDelete(snapshot.workload());
        List<String> names = status.pods().stream()
                .filter(pod -> !pod.terminating())
                .filter(pod -> byHand && !pod.newest() || cordonedNodes.contains(pod.node()))
                .map(RolloutStatus.PodLine::name)
                .toList();
        return snapshot.pods().stream()
                .filter(pod -> names.contains(pod.getMetadata().getName()))
                .toList();
    }

    /** One for each budget that lets none of these pods go now. */
    static List<Clue> of(List<Pod> waiting, List<JsonNode> budgets) {
        List<Clue> clues = new ArrayList<>();
        for (JsonNode budget : budgets) {
            JsonNode told = budget.path("status");
            long held = waiting.stream().filter(pod -> selects(budget, pod)).count();
            if (held > 0 && told.path("disruptionsAllowed").asInt(-1) == 0) {
                String name = budget.at("/metadata/name").asText();
                clues.add(new Clue(
                        ClusterLayer.BUDGET,
                        "poddisruptionbudget/" + name + " lets no pod be evicted now, of which "
                                + (held == 1 ? "1 waits for that: " : held + " wait for that: ")
                                + told.path("currentHealthy").asInt() + " healthy, "
                                + told.path("desiredHealthy").asInt()
                                + " needed; a drain waits for it, a rolling update does not",
                        "cluster get poddisruptionbudget " + name + " -o yaml -n "
                                + budget.at("/metadata/namespace").asText()));
            }
        }
        return clues;
    }

    /** An empty selector means all pods in policy/v1 and none in v1beta1 (kubernetes/api, policy). */
    private static boolean selects(JsonNode budget, Pod pod) {
        Map<String, String> labels =
                Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
        JsonNode selector = budget.at("/spec/selector");
        boolean empty = selector.path("matchLabels").isEmpty()
                && selector.path("matchExpressions").isEmpty();
        if (empty) {
            return selector.isObject() && budget.path("apiVersion").asText().equals("policy/v1");
        }
        for (Map.Entry<String, JsonNode> wanted : selector.path("matchLabels").properties()) {
            if (!wanted.getValue().asText().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (JsonNode wanted : selector.path("matchExpressions")) {
            if (!holds(wanted, labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(JsonNode wanted, Map<String, String> labels) {
        String value = labels.get(wanted.path("key").asText());
        List<String> values = new ArrayList<>();
        wanted.path("values").forEach(item -> values.add(item.asText()));
        return switch (wanted.path("operator").asText()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            default -> value == null;
        };
    }

    private static boolean isOnDelete(HasMetadata workload) {
        if (workload instanceof StatefulSet set && set.getSpec().getUpdateStrategy() != null) {
            return "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
        }
        return workload instanceof DaemonSet set
                && set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
    }
}
