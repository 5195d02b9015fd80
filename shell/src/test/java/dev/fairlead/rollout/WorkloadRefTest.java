package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
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
        "service/web, 'is no kind that rolls out; there are deployment, statefulset, daemonset, job, pod'"
    })
    void whatNamesNoWorkloadIsRefusedWithWhatWould(String typed, String words) {
        OpsException refused = assertThrows(OpsException.class, () -> WorkloadRef.parse(typed));
        assertEquals(FailureKind.USAGE, refused.kind());
        assertTrue(refused.message().contains(words), refused.message());
    }
}
