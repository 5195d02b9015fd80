package dev.fairlead.applyset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ApplyOrderTest {
    @Test
    void whatOthersNeedComesFirstAndWhatSendsRequestsComesLast() {
        Stream<String> mixed = Stream.of(
                "networking.k8s.io Ingress",
                "gateway.networking.k8s.io HTTPRoute",
                "autoscaling HorizontalPodAutoscaler",
                "policy PodDisruptionBudget",
                "apps Deployment",
                "batch Job",
                " Service",
                "serving.knative.dev Service",
                "example.dev Widget",
                " Secret",
                " PersistentVolumeClaim",
                "rbac.authorization.k8s.io RoleBinding",
                "rbac.authorization.k8s.io Role",
                " ServiceAccount",
                "scheduling.k8s.io PriorityClass",
                "apiextensions.k8s.io CustomResourceDefinition",
                " Namespace");
        assertEquals(
                """
                NAMESPACES Namespace
                DEFINITIONS CustomResourceDefinition
                POLICIES PriorityClass
                ACCOUNTS ServiceAccount
                ROLES Role
                BINDINGS RoleBinding
                CONFIG PersistentVolumeClaim
                CONFIG Secret
                OTHERS Service
                OTHERS Widget
                SERVICES Service
                WORKLOADS Deployment
                WORKLOADS Job
                SCALING HorizontalPodAutoscaler
                SCALING PodDisruptionBudget
                ROUTES HTTPRoute
                ROUTES Ingress""",
                mixed.map(line -> line.split(" ", -1))
                        .sorted((a, b) -> {
                            int byRank = ApplyOrder.of(a[0], a[1]).compareTo(ApplyOrder.of(b[0], b[1]));
                            return byRank != 0 ? byRank : a[1].compareTo(b[1]);
                        })
                        .map(kind -> ApplyOrder.of(kind[0], kind[1]) + " " + kind[1])
                        .collect(Collectors.joining("\n")));
    }
}
