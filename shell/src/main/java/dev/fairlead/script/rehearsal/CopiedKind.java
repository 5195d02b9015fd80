package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ApiPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A kind of a namespace that a rehearsal copies.
 *
 * @param kind e.g. {@code Deployment}
 * @param apiVersion in which the sandbox serves it
 * @param asked the versions in which a cluster may serve it in a form that is the same, the newest first
 */
record CopiedKind(String kind, String group, String plural, String apiVersion, List<String> asked) {
    static final List<CopiedKind> ALL = List.of(
            core("ConfigMap", "configmaps"),
            core("Secret", "secrets"),
            core("ServiceAccount", "serviceaccounts"),
            core("PersistentVolumeClaim", "persistentvolumeclaims"),
            core("ResourceQuota", "resourcequotas"),
            core("LimitRange", "limitranges"),
            core("Service", "services"),
            of("Deployment", "apps", "deployments"),
            of("StatefulSet", "apps", "statefulsets"),
            of("DaemonSet", "apps", "daemonsets"),
            of("ReplicaSet", "apps", "replicasets"),
            of("ControllerRevision", "apps", "controllerrevisions"),
            of("Job", "batch", "jobs"),
            of("CronJob", "batch", "cronjobs", "v1beta1"),
            of("Ingress", "networking.k8s.io", "ingresses"),
            of("NetworkPolicy", "networking.k8s.io", "networkpolicies"),
            of("PodDisruptionBudget", "policy", "poddisruptionbudgets", "v1beta1"),
            new CopiedKind(
                    "HorizontalPodAutoscaler",
                    "autoscaling",
                    "horizontalpodautoscalers",
                    "autoscaling/v2",
                    List.of("v2", "v2beta2")));

    private static final Set<String> RUNNING = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private static CopiedKind core(String kind, String plural) {
        return new CopiedKind(kind, "", plural, "v1", List.of("v1"));
    }

    private static CopiedKind of(String kind, String group, String plural, String... older) {
        List<String> asked = new ArrayList<>(List.of("v1"));
        asked.addAll(List.of(older));
        return new CopiedKind(kind, group, plural, group + "/v1", asked);
    }

    /** The path of a namespace's objects in one of the versions. */
    ApiPath path(String version, String namespace) {
        return ApiPath.of(group.isEmpty() ? version : group + "/" + version, namespace, plural);
    }

    /** As the sandbox calls what holds them. */
    String bucket() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Whether it keeps pods running. */
    boolean runs() {
        return RUNNING.contains(kind);
    }

    /** Whether its objects are a workload's own revisions. */
    boolean isRevision() {
        return kind.equals("ReplicaSet") || kind.equals("ControllerRevision");
    }

    boolean isWorkload() {
        return runs() || kind.equals("Job") || kind.equals("CronJob");
    }

    /** As it is typed. */
    String typed(ObjectNode object) {
        return kind.toLowerCase(Locale.ROOT) + "/" + object.at("/metadata/name").asText();
    }
}
