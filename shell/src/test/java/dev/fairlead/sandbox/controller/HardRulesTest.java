package dev.fairlead.sandbox.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.ImageFacts;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the real controllers do what one does not expect, or what they do between two states. */
final class HardRulesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ImageCatalog NO_V2 =
            reference -> reference.endsWith("v2") ? Optional.empty() : Optional.of(new ImageFacts("", List.of()));

    private final Cluster cluster = new Cluster(NO_V2);

    @Test
    void recreateHasNoNewPodBeforeTheLastOldOneIsGone() {
        cluster.create(Kinds.DEPLOYMENT, workload("web", "replicas: 3, strategy: {type: Recreate}"));
        cluster.pass(MINUTE);
        image(Kinds.DEPLOYMENT, "web", "app:v3");
        Set<Integer> kindsAtOnce = new HashSet<>();
        cluster.pass(MINUTE, () -> kindsAtOnce.add(images().size()));
        assertEquals(Set.of(1), kindsAtOnce, "images of pods that are there at once");
        assertEquals(Set.of("app:v3"), images());
    }

    @Test
    void aStatefulSetWaitsForAnIllPodEvenWhereItsTemplateIsMendedUntilThatPodIsDeleted() {
        cluster.create(Kinds.STATEFUL_SET, workload("db", "replicas: 2, serviceName: db"));
        cluster.pass(MINUTE);
        image(Kinds.STATEFUL_SET, "db", "app:v2");
        cluster.pass(MINUTE);
        image(Kinds.STATEFUL_SET, "db", "app:v1");
        cluster.pass(MINUTE);
        assertEquals(
                "app:v2",
                cluster.get(Kinds.POD, "db-1").at("/spec/containers/0/image").asText());
        cluster.delete(Kinds.POD, "db-1");
        cluster.pass(MINUTE);
        assertEquals(
                "app:v1",
                cluster.get(Kinds.POD, "db-1").at("/spec/containers/0/image").asText());
        assertEquals(2, cluster.ready());
    }

    @Test
    void aDaemonSetThatSurgesHasANewPodReadyBeforeTheOldOneGoes() {
        String surge = "updateStrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}";
        cluster.create(Kinds.DAEMON_SET, workload("agent", surge));
        cluster.pass(MINUTE);
        image(Kinds.DAEMON_SET, "agent", "app:v3");
        List<Long> ready = new ArrayList<>();
        cluster.pass(MINUTE, () -> ready.add(cluster.ready()));
        assertTrue(ready.stream().allMatch(count -> count >= 1), ready.toString());
        assertEquals(Set.of("app:v3"), images());
    }

    @Test
    void aJobThatRestartsItsPodInPlaceEndsWithTheLastRestartThatIsAllowed() {
        cluster.create(Kinds.JOB, """
                metadata: {name: migrate}
                spec:
                  backoffLimit: 2
                  template:
                    spec:
                      restartPolicy: OnFailure
                      containers: [{name: main, image: "app:v1", command: [sh, -c, "exit 3"]}]
                """);
        cluster.pass(Duration.ofMinutes(10));
        JsonNode job = cluster.get(Kinds.JOB, "migrate");
        assertTrue(ObjectJson.isTrue(job, "Failed"), job.toString());
        assertTrue(cluster.list(Kinds.POD).isEmpty(), "its pod goes");
    }

    @Test
    void aClaimIsBoundWhereItsStorageClassIsThereAndElseItsPodWaits() {
        cluster.create(Kinds.CLAIM, claim("usual", ""));
        cluster.create(Kinds.CLAIM, claim("odd", "storageClassName: gold,"));
        cluster.create(Kinds.POD, """
                metadata: {name: reader}
                spec:
                  containers: [{name: main, image: "app:v1"}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: odd}}]
                """);
        cluster.pass(MINUTE);
        assertEquals(
                "Bound", cluster.get(Kinds.CLAIM, "usual").at("/status/phase").asText());
        assertEquals(
                "Pending", cluster.get(Kinds.CLAIM, "odd").at("/status/phase").asText());
        assertTrue(cluster.hasEvent("ProvisioningFailed", "storageclass.storage.k8s.io \"gold\" not found"));
        assertTrue(cluster.hasEvent("FailedScheduling", "unbound immediate PersistentVolumeClaims"));
    }

    @Test
    void aQuotaHoldsBackPodsUntilThereIsRoom() {
        cluster.create(Kinds.QUOTA, "{metadata: {name: few}, spec: {hard: {pods: 1}}}");
        cluster.create(Kinds.DEPLOYMENT, workload("web", "replicas: 2"));
        cluster.pass(MINUTE);
        assertEquals(1, cluster.ready());
        assertTrue(cluster.hasEvent(
                "FailedCreate", "exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1"));
        assertEquals(
                "1", cluster.get(Kinds.QUOTA, "few").at("/status/used/pods").asText());
        cluster.change(
                Kinds.QUOTA, "few", quota -> quota.withObject("/spec/hard").put("pods", "5"));
        cluster.pass(Duration.ofMinutes(5));
        assertEquals(2, cluster.ready());
    }

    @Test
    void oneObjectThatCannotBeSimulatedStopsNoOther() {
        cluster.create(Kinds.DEPLOYMENT, workload("odd", "strategy: {rollingUpdate: {maxSurge: \"much%\"}}"));
        cluster.create(Kinds.DEPLOYMENT, workload("web", "replicas: 1"));
        cluster.pass(MINUTE);
        assertEquals(1, cluster.ready());
        assertTrue(cluster.hasEvent("SandboxCannot", "the sandbox cannot simulate this Deployment"));
    }

    private static String claim(String name, String storageClass) {
        return "{metadata: {name: " + name + "}, spec: {" + storageClass
                + " accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}";
    }

    private static String workload(String name, String more) {
        return "{metadata: {name: " + name + "}, spec: {" + more + ", selector: {matchLabels: {app: " + name
                + "}}, template: {metadata: {labels: {app: " + name
                + "}}, spec: {containers: [{name: main, image: \"app:v1\"}]}}}}";
    }

    private void image(Kind kind, String name, String image) {
        cluster.change(
                kind,
                name,
                workload -> ((ObjectNode) workload.at("/spec/template/spec/containers/0")).put("image", image));
    }

    private Set<String> images() {
        Set<String> images = new HashSet<>();
        cluster.list(Kinds.POD)
                .forEach(pod -> images.add(pod.at("/spec/containers/0/image").asText()));
        return images;
    }
}
