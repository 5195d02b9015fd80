package dev.fairlead.rollout.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkloadRefTest {
    @ParameterizedTest
    @CsvSource({
        "deployment/web, deployment/web",
        "deploy/web, deployment/web",
        "Deployments/web, deployment/web",
        "deployments.apps/web, deployment/web",
        "sts/db, statefulset/db",
        "statefulsets/db, statefulset/db",
        "ds/log, daemonset/log",
        "jobs/copy, job/copy",
        "jobs.batch/copy, job/copy",
        "po/web-1, pod/web-1",
        "rs/web-1, replicaset/web-1",
        "rc/web, replicationcontroller/web",
        "replicasets.apps/web-1, replicaset/web-1",
        "widget/foo, widget/foo",
        "svc/web, svc/web",
        "certificates.cert-manager.io/web, certificates.cert-manager.io/web",
        "Widgets.v1.Example.com/foo, widgets.v1.example.com/foo",
        "deployments.example.com/web, deployments.example.com/web",
        "pods/web-1, pod/web-1"
    })
    void aWorkloadIsNamedAsKubectlNamesIt(String typed, String meant) {
        assertEquals(meant, WorkloadRef.parse(typed).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "web, write e.g. deployment/web",
        "deployment/, names no workload",
        "/web, names no workload",
        "deployment/web/x, names no workload",
        "-x/web, is no kind",
        "a b/web, is no kind"
    })
    void whatNamesNoWorkloadIsRefusedWithWhatWould(String typed, String words) {
        OpsException refused = assertThrows(OpsException.class, () -> WorkloadRef.parse(typed));
        assertEquals(FailureKind.USAGE, refused.kind());
        assertTrue(refused.message().contains(words), refused.message());
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment, deployment/web",
        "example.com/v1, Deployment, deployment.example.com/web",
        "example.com/v1, Widget, widget.example.com/web",
        "gateway.networking.k8s.io/v1, Gateway, gateway.gateway.networking.k8s.io/web",
        "v1, PersistentVolumeClaim, persistentvolumeclaim/web",
        "apiextensions.k8s.io/v1, CustomResourceDefinition, customresourcedefinition.apiextensions.k8s.io/web",
        "v1, ConfigMap, ''",
        "autoscaling/v2, HorizontalPodAutoscaler, horizontalpodautoscaler.autoscaling/web",
        "v1, ReplicationController, replicationcontroller/web",
        "v1, Service, ''",
        "rbac.authorization.k8s.io/v1, Role, ''"
    })
    void ofAManifestWhatHasSomethingToWaitForIsMeant(String version, String kind, String meant) {
        ObjectNode object =
                new ObjectMapper().createObjectNode().put("apiVersion", version).put("kind", kind);
        object.putObject("metadata").put("name", "web");
        assertEquals(
                meant, WorkloadRef.ofManifest(object).map(WorkloadRef::toString).orElse(""));
    }

    @Test
    void aServiceIsMeantWhereItWantsALoadBalancer() {
        ObjectNode object =
                new ObjectMapper().createObjectNode().put("apiVersion", "v1").put("kind", "Service");
        object.putObject("metadata").put("name", "web");
        object.putObject("spec").put("type", "LoadBalancer");
        assertEquals(
                "service/web",
                WorkloadRef.ofManifest(object).map(WorkloadRef::toString).orElse(""));
    }
}
