package dev.fairlead.rollout.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Tolerances;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetCluesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest
    @CsvSource({
        "OnDelete, old, '', 1",
        "OnDelete, new, '', 0",
        "RollingUpdate, old, '', 0",
        "RollingUpdate, new, node1, 1",
        "RollingUpdate, new, node2, 0"
    })
    void onlyPodsThatGoByAnEvictionAreMeant(String strategy, String hash, String cordoned, int waiting) {
        Snapshot snapshot = snapshot(strategy, hash);
        BudgetClues clues = new BudgetClues(snapshot, Judge.judge(snapshot, Tolerances.DEFAULT));
        assertEquals(waiting, clues.waiting(Set.of(cordoned)).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy/v1 | {matchLabels: {app: db}} | 0 | 1",
                "policy/v1 | {matchLabels: {app: db}} | 1 | 0",
                "policy/v1 | {matchLabels: {app: web}} | 0 | 0",
                "policy/v1 | {matchExpressions: [{key: app, operator: In, values: [web, db]}]} | 0 | 1",
                "policy/v1 | {matchExpressions: [{key: app, operator: NotIn, values: [db]}]} | 0 | 0",
                "policy/v1 | {matchExpressions: [{key: tier, operator: DoesNotExist}]} | 0 | 1",
                "policy/v1 | {matchExpressions: [{key: tier, operator: Exists}]} | 0 | 0",
                "policy/v1 | {} | 0 | 1",
                "policy/v1beta1 | {} | 0 | 0"
            })
    void aBudgetIsNamedThatSelectsThePodsAndAllowsNone(String version, String selector, int allowed, int named) {
        List<Pod> pods = snapshot("OnDelete", "old").pods();
        assertEquals(
                named,
                BudgetClues.of(pods, List.of(budget(version, selector, allowed)))
                        .size());
    }

    @Test
    void aBudgetThatNobodyHasCountedYetHoldsNobodyUp() throws JsonProcessingException {
        JsonNode fresh = YAML.readTree(
                "{apiVersion: policy/v1, metadata: {name: guard}, spec: {selector: {matchLabels: {app: db}}}}");
        assertEquals(List.of(), BudgetClues.of(snapshot("OnDelete", "old").pods(), List.of(fresh)));
    }

    private static JsonNode budget(String version, String selector, int allowed) {
        try {
            return YAML.readTree("""
                    apiVersion: %s
                    metadata: {name: guard, namespace: shop}
                    spec: {selector: %s}
                    status: {disruptionsAllowed: %d, currentHealthy: 1, desiredHealthy: 1, expectedPods: 1}
                    """.formatted(version, selector, allowed));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(selector, e);
        }
    }

    private static Snapshot snapshot(String strategy, String hash) {
        HasMetadata set = Objects.read("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: shop, uid: s1, generation: 1}
                spec:
                  replicas: 1
                  updateStrategy: {type: %s}
                  selector: {matchLabels: {app: db}}
                  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: app, image: 'team/db:v2'}]}}
                status: {observedGeneration: 1, replicas: 1, readyReplicas: 1, updatedReplicas: 1, updateRevision: new}
                """.formatted(strategy), StatefulSet.class);
        Pod pod = Objects.read("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: db-0
                  namespace: shop
                  uid: p1
                  labels: {app: db, controller-revision-hash: %s}
                  ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: s1, controller: true}]
                spec: {nodeName: node1, containers: [{name: app, image: 'team/db:v1'}]}
                status: {phase: Running, conditions: [{type: Ready, status: 'True', lastTransitionTime: '2026-03-01T08:00:00Z'}]}
                """.formatted(hash), Pod.class);
        return Snapshot.owned(
                set, List.of(), List.of(), List.of(pod), List.of(), Instant.parse("2026-03-01T09:00:00Z"));
    }
}
