package dev.fairlead.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.NeedsPrometheus;
import dev.fairlead.RealParts;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.ScratchNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A Prometheus behind a Service, and pods as the cluster has them. */
@NeedsCluster
@NeedsPrometheus
final class PrometheusServiceContractTest {
    @Test
    void itIsAskedThroughTheApiServerForThePodsThatAreThere() {
        StringBuffer page = new StringBuffer("started 1\n");
        try (ScratchNamespace namespace = new ScratchNamespace("prometheus");
                RealPrometheus prometheus = new RealPrometheus(page::toString)) {
            SampleDeployments.ready(namespace, "web", 2);
            GateSubject subject = GateSubject.rolling(namespace.client(), "web", "image");
            List<Pod> pods = new SubjectPods(subject).candidate();
            service(namespace, prometheus.port());
            for (Pod pod : pods) {
                page.append("http_requests_total{code=\"200\",pod=\"")
                        .append(pod.getMetadata().getName())
                        .append("\"} 1\n");
            }
            String service = "service=" + namespace.name + "/prometheus:web ";
            GateResult counted = ask(
                    namespace,
                    subject,
                    "prometheus tries=20 every=500ms equals=2 " + service
                            + "count(http_requests_total{pod=~\"$pods\"})");
            assertEquals(GateAnswer.PASS, counted.answer(), counted::toString);
            GateResult still = ask(namespace, subject, "error-rate max=1% window=3s " + service);
            assertEquals(GateAnswer.NO_DATA, still.answer(), still::toString);
            assertTrue(still.message().contains("no requests in the last 3s"), still::toString);
            TestGates.with(namespace, Map.of())
                    .check(
                            List.of(
                                    GateSpec.parse("prometheus max=1 " + service + "up{pod=~\"$pods\"}"),
                                    GateSpec.parse("p99 max=1s " + service)),
                            subject,
                            ProgressListener.SILENT);
        }
    }

    private static GateResult ask(ScratchNamespace namespace, GateSubject subject, String gate) {
        return TestGates.with(namespace, Map.of()).ask(GateSpec.parse(gate), subject, ProgressListener.SILENT);
    }

    /** The Service of a pod that shares the network with the node, and so with the Prometheus of this test. */
    private static void service(ScratchNamespace namespace, int port) {
        namespace.create("pods", """
                apiVersion: v1
                kind: Pod
                metadata: {name: prometheus, labels: {app: prometheus}}
                spec:
                  hostNetwork: true
                  terminationGracePeriodSeconds: 0
                  containers: [{name: app, image: '%s/library/busybox:1.35', command: [sleep, '600']}]
                """.formatted(RealParts.registry()));
        namespace.create("services", """
                apiVersion: v1
                kind: Service
                metadata: {name: prometheus}
                spec: {selector: {app: prometheus}, ports: [{name: web, port: 9090, targetPort: %d}]}
                """.formatted(port));
    }
}
