package dev.fairlead.sandbox.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.InjectedFault;
import dev.fairlead.sandbox.api.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What controllers do, as it is documented of the real ones, in a time that the tests move. */
final class ControllersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cluster cluster = new Cluster();

    @Test
    void aRollingUpdateNeverHasMorePodsThanItsSurgeNorFewerThanItMayMiss() {
        deployment(10);
        cluster.pass(MINUTE);
        image("web:v2");
        cluster.pass(MINUTE, () -> {
            int pods = cluster.list(Kinds.REPLICA_SET).stream()
                    .mapToInt(ReplicaSetsOf::replicas)
                    .sum();
            assertTrue(pods <= 13, "pods: " + pods);
            assertTrue(cluster.ready() >= 8, "ready: " + cluster.ready());
        });
        JsonNode status = cluster.get(Kinds.DEPLOYMENT, "web").path("status");
        assertEquals(10, status.path("updatedReplicas").asInt());
        assertEquals(10, status.path("availableReplicas").asInt());
        assertEquals(
                "NewReplicaSetAvailable",
                condition("Progressing").path("reason").asText());
    }

    @Test
    void theHistoryKeepsAsManyOldRevisionsAsItsLimitSaysAndAnOldTemplateGetsTheNextNumber() {
        deployment(1);
        cluster.change(Kinds.DEPLOYMENT, "web", web -> web.withObject("/spec").put("revisionHistoryLimit", 2));
        for (int i = 1; i <= 5; i++) {
            image("web:v" + i);
            cluster.pass(MINUTE);
        }
        image("web:v4");
        cluster.pass(MINUTE);
        List<Long> revisions = cluster.list(Kinds.REPLICA_SET).stream()
                .map(ReplicaSetsOf::revision)
                .sorted()
                .toList();
        assertEquals(List.of(3L, 5L, 6L), revisions);
    }

    @Test
    void aRolloutThatDoesNotMoveIsToldAfterItsDeadlineAndNotBefore() {
        deployment(2);
        cluster.change(Kinds.DEPLOYMENT, "web", web -> web.withObject("/spec").put("progressDeadlineSeconds", 120));
        cluster.pass(MINUTE);
        cluster.faults.add(new InjectedFault(new Fault.ImagePull(), "default", "deployment/web", Set.of()));
        image("web:v2");
        cluster.pass(Duration.ofSeconds(100));
        assertEquals("True", condition("Progressing").path("status").asText());
        cluster.pass(MINUTE);
        assertEquals(
                "ProgressDeadlineExceeded",
                condition("Progressing").path("reason").asText());
        assertTrue(cluster.hasEvent("Failed", "Error: ImagePullBackOff"));
        assertEquals(2, cluster.ready());
    }

    @Test
    void aScaledDeploymentInTheMiddleOfARolloutSpreadsThePodsByShare() {
        deployment(10);
        cluster.pass(MINUTE);
        cluster.faults.add(new InjectedFault(new Fault.Readiness(), "default", "deployment/web", revisions()));
        image("web:v2");
        cluster.pass(MINUTE);
        assertEquals(List.of(5, 8), sizes());
        cluster.change(Kinds.DEPLOYMENT, "web", web -> web.withObject("/spec").put("replicas", 15));
        cluster.pass(Duration.ofSeconds(1));
        assertEquals(19, sizes().stream().mapToInt(i -> i).sum());
        assertEquals(List.of(7, 12), sizes());
    }

    @Test
    void aDeletedDeploymentTakesItsSetsAndPodsAlong() {
        deployment(2);
        cluster.pass(MINUTE);
        cluster.delete(Kinds.DEPLOYMENT, "web");
        cluster.pass(MINUTE);
        assertEquals(List.of(), cluster.list(Kinds.REPLICA_SET));
        assertEquals(List.of(), cluster.list(Kinds.POD));
    }

    @Test
    void aPodWithoutItsConfigMapWaitsWithTheKubeletsWordsUntilItIsThere() {
        cluster.create(Kinds.POD, """
                metadata: {name: lone}
                spec:
                  containers:
                  - name: main
                    image: web:v1
                    env: [{name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}]
                """);
        cluster.pass(MINUTE);
        JsonNode waiting = cluster.get(Kinds.POD, "lone").at("/status/containerStatuses/0/state/waiting");
        assertEquals("CreateContainerConfigError", waiting.path("reason").asText());
        assertEquals("configmap \"settings\" not found", waiting.path("message").asText());
        cluster.create(Kinds.CONFIG_MAP, "{metadata: {name: settings}, data: {mode: fast}}");
        cluster.pass(MINUTE);
        assertTrue(ObjectJson.isReady(cluster.get(Kinds.POD, "lone")));
    }

    @Test
    void aStatefulSetUpdatesFromTheHighestDownToItsPartition() {
        cluster.create(Kinds.STATEFUL_SET, """
                metadata: {name: db}
                spec:
                  replicas: 3
                  serviceName: db
                  selector: {matchLabels: {app: db}}
                  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
                  template:
                    metadata: {labels: {app: db}}
                    spec: {containers: [{name: db, image: "db:v1"}]}
                """);
        List<String> order = new ArrayList<>();
        cluster.pass(
                MINUTE,
                () -> cluster.list(Kinds.POD).stream()
                        .map(ObjectJson::name)
                        .filter(name -> !order.contains(name))
                        .forEach(order::add));
        assertEquals(List.of("db-0", "db-1", "db-2"), order);
        cluster.change(Kinds.STATEFUL_SET, "db", db -> image(db, "db:v2"));
        cluster.pass(MINUTE);
        assertEquals(
                List.of("db:v1", "db:v2", "db:v2"),
                cluster.list(Kinds.POD).stream()
                        .map(pod -> pod.at("/spec/containers/0/image").asText())
                        .toList());
        JsonNode status = cluster.get(Kinds.STATEFUL_SET, "db").path("status");
        assertEquals(2, status.path("updatedReplicas").asInt());
        assertFalse(status.path("currentRevision").equals(status.path("updateRevision")));
    }

    @Test
    void aDaemonSetRunsOnTheNodeAndReplacesItsPod() {
        cluster.create(Kinds.DAEMON_SET, """
                metadata: {name: agent}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec: {containers: [{name: agent, image: "agent:v1"}]}
                """);
        cluster.pass(MINUTE);
        cluster.change(Kinds.DAEMON_SET, "agent", agent -> image(agent, "agent:v2"));
        cluster.pass(MINUTE);
        JsonNode status = cluster.get(Kinds.DAEMON_SET, "agent").path("status");
        assertEquals(1, status.path("updatedNumberScheduled").asInt());
        assertEquals(1, status.path("numberAvailable").asInt());
        assertEquals(2, cluster.list(Kinds.REVISION).size());
    }

    @Test
    void aJobEndsWithItsCompletionsOrItsBackoffLimit() {
        job("good", "exit 0", 2);
        job("bad", "exit 3", 1);
        cluster.pass(Duration.ofMinutes(10));
        JsonNode good = cluster.get(Kinds.JOB, "good");
        assertTrue(ObjectJson.isTrue(good, "Complete"));
        assertEquals(2, good.at("/status/succeeded").asInt());
        JsonNode bad = cluster.get(Kinds.JOB, "bad");
        assertEquals(
                "BackoffLimitExceeded",
                ObjectJson.condition(bad, "Failed").orElseThrow().path("reason").asText());
        assertEquals(2, bad.at("/status/failed").asInt());
    }

    @Test
    void aServiceHasTheReadyPodsBehindIt() {
        deployment(2);
        cluster.create(Kinds.SERVICE, """
                metadata: {name: web}
                spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
                """);
        cluster.pass(MINUTE);
        JsonNode subset = cluster.get(Kinds.ENDPOINTS, "web").at("/subsets/0");
        assertEquals(2, subset.path("addresses").size());
        assertEquals(8080, subset.at("/ports/0/port").asInt());
        assertEquals(1, cluster.list(Kinds.SLICE).size());
    }

    @Test
    void anAutoscalerFollowsTheLoadThatIsGivenWithinItsBounds() {
        deployment(2);
        cluster.create(Kinds.AUTOSCALER, """
                metadata: {name: web, annotations: {sandbox.fairlead.dev/load: "450"}}
                spec:
                  minReplicas: 2
                  maxReplicas: 8
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 90}}}]
                """);
        cluster.pass(MINUTE);
        assertEquals(5, cluster.ready());
    }

    private void job(String name, String line, int completions) {
        cluster.create(Kinds.JOB, """
                metadata: {name: %s}
                spec:
                  completions: %d
                  backoffLimit: 1
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{name: main, image: "busybox:1", command: [sh, -c, "%s"]}]
                """.formatted(name, completions, line));
    }

    private void deployment(int replicas) {
        cluster.create(Kinds.DEPLOYMENT, """
                metadata: {name: web}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "web:v1", ports: [{name: http, containerPort: 8080}]}]}
                """.formatted(replicas));
    }

    private void image(String image) {
        cluster.change(Kinds.DEPLOYMENT, "web", web -> image(web, image));
    }

    private static void image(ObjectNode workload, String image) {
        ((ObjectNode) workload.at("/spec/template/spec/containers/0")).put("image", image);
    }

    private JsonNode condition(String type) {
        return ObjectJson.condition(cluster.get(Kinds.DEPLOYMENT, "web"), type).orElseThrow();
    }

    private Set<String> revisions() {
        return cluster.list(Kinds.REPLICA_SET).stream().map(ObjectJson::uid).collect(Collectors.toSet());
    }

    private List<Integer> sizes() {
        return cluster.list(Kinds.REPLICA_SET).stream()
                .map(ReplicaSetsOf::replicas)
                .sorted()
                .toList();
    }
}
