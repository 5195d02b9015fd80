package dev.fairlead.applyset;

import java.util.Map;
import java.util.Set;

/** When a kind's turn comes: what others need comes first, what sends requests comes last. */
enum ApplyOrder {
    NAMESPACES,
    DEFINITIONS,
    POLICIES,
    ACCOUNTS,
    ROLES,
    BINDINGS,
    CONFIG,
    /** Kinds that nothing is known of, custom ones among them: what they make may be needed by the workloads. */
    OTHERS,
    SERVICES,
    WORKLOADS,
    /** From here on the workloads are current. */
    SCALING,
    /** Users' requests, and the API server's own to webhooks and aggregated APIs. */
    ROUTES;

    private static final Map<String, ApplyOrder> BY_KIND = Map.ofEntries(
            Map.entry("Namespace", NAMESPACES),
            Map.entry("CustomResourceDefinition.apiextensions.k8s.io", DEFINITIONS),
            Map.entry("PriorityClass.scheduling.k8s.io", POLICIES),
            Map.entry("StorageClass.storage.k8s.io", POLICIES),
            Map.entry("CSIDriver.storage.k8s.io", POLICIES),
            Map.entry("RuntimeClass.node.k8s.io", POLICIES),
            Map.entry("IngressClass.networking.k8s.io", POLICIES),
            Map.entry("NetworkPolicy.networking.k8s.io", POLICIES),
            Map.entry("PodSecurityPolicy.policy", POLICIES),
            Map.entry("ResourceQuota", POLICIES),
            Map.entry("LimitRange", POLICIES),
            Map.entry("ServiceAccount", ACCOUNTS),
            Map.entry("Role.rbac.authorization.k8s.io", ROLES),
            Map.entry("ClusterRole.rbac.authorization.k8s.io", ROLES),
            Map.entry("RoleBinding.rbac.authorization.k8s.io", BINDINGS),
            Map.entry("ClusterRoleBinding.rbac.authorization.k8s.io", BINDINGS),
            Map.entry("ConfigMap", CONFIG),
            Map.entry("Secret", CONFIG),
            Map.entry("PersistentVolume", CONFIG),
            Map.entry("PersistentVolumeClaim", CONFIG),
            Map.entry("Service", SERVICES),
            Map.entry("Endpoints", SERVICES),
            Map.entry("EndpointSlice.discovery.k8s.io", SERVICES),
            Map.entry("Pod", WORKLOADS),
            Map.entry("ReplicationController", WORKLOADS),
            Map.entry("ReplicaSet.apps", WORKLOADS),
            Map.entry("Deployment.apps", WORKLOADS),
            Map.entry("StatefulSet.apps", WORKLOADS),
            Map.entry("DaemonSet.apps", WORKLOADS),
            Map.entry("Job.batch", WORKLOADS),
            Map.entry("CronJob.batch", WORKLOADS),
            Map.entry("HorizontalPodAutoscaler.autoscaling", SCALING),
            Map.entry("PodDisruptionBudget.policy", SCALING),
            Map.entry("VerticalPodAutoscaler.autoscaling.k8s.io", SCALING),
            Map.entry("ScaledObject.keda.sh", SCALING),
            Map.entry("Ingress.networking.k8s.io", ROUTES),
            Map.entry("Ingress.extensions", ROUTES),
            Map.entry("VirtualService.networking.istio.io", ROUTES),
            Map.entry("Route.route.openshift.io", ROUTES),
            Map.entry("ValidatingWebhookConfiguration.admissionregistration.k8s.io", ROUTES),
            Map.entry("MutatingWebhookConfiguration.admissionregistration.k8s.io", ROUTES),
            Map.entry("APIService.apiregistration.k8s.io", ROUTES));

    /** Groups whose kinds that end in Route, or begin with IngressRoute, are routes. */
    private static final Set<String> ROUTING = Set.of("gateway.networking.k8s.io", "traefik.io", "traefik.containo.us");

    static ApplyOrder of(String group, String kind) {
        if (ROUTING.contains(group) && (kind.endsWith("Route") || kind.startsWith("IngressRoute"))) {
            return ROUTES;
        }
        return BY_KIND.getOrDefault(group.isEmpty() ? kind : kind + "." + group, OTHERS);
    }
}
