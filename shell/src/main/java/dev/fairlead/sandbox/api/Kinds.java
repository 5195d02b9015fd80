package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds that are served: the built-in ones and those of the CustomResourceDefinitions that are stored. */
public final class Kinds {
    private static final List<String> ALL = List.of("all");
    private static final List<String> NONE = List.of();

    public static final Kind NAMESPACE = core("Namespace", "namespaces", "ns", false, NONE, true);
    public static final Kind NODE = core("Node", "nodes", "no", false, NONE, true);
    public static final Kind POD = core("Pod", "pods", "po", true, ALL, true);
    public static final Kind SERVICE = core("Service", "services", "svc", true, ALL, true);
    public static final Kind ENDPOINTS = core("Endpoints", "endpoints", "ep", true, NONE, false);
    public static final Kind CONFIG_MAP = core("ConfigMap", "configmaps", "cm", true, NONE, false);
    public static final Kind SECRET = core("Secret", "secrets", "", true, NONE, false);
    public static final Kind SERVICE_ACCOUNT = core("ServiceAccount", "serviceaccounts", "sa", true, NONE, false);
    public static final Kind EVENT = core("Event", "events", "ev", true, NONE, false);
    public static final Kind CLAIM = core("PersistentVolumeClaim", "persistentvolumeclaims", "pvc", true, NONE, true);
    public static final Kind VOLUME = core("PersistentVolume", "persistentvolumes", "pv", false, NONE, true);
    public static final Kind QUOTA = core("ResourceQuota", "resourcequotas", "quota", true, NONE, true);
    public static final Kind LIMIT_RANGE = core("LimitRange", "limitranges", "limits", true, NONE, false);
    public static final Kind STORAGE_CLASS =
            of("storage.k8s.io", "v1", "StorageClass", "storageclasses", "sc", NONE, false, false);
    public static final Kind PRIORITY_CLASS =
            of("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", "pc", NONE, false, false);
    public static final Kind DEPLOYMENT = apps("Deployment", "deployments", "deploy", true);
    public static final Kind REPLICA_SET = apps("ReplicaSet", "replicasets", "rs", true);
    public static final Kind STATEFUL_SET = apps("StatefulSet", "statefulsets", "sts", true);
    public static final Kind DAEMON_SET = apps("DaemonSet", "daemonsets", "ds", false);
    public static final Kind REVISION =
            new Kind("apps", "v1", "ControllerRevision", "controllerrevisions", NONE, NONE, true, false, false, false);
    public static final Kind JOB = of("batch", "v1", "Job", "jobs", "", ALL, true, true);
    public static final Kind AUTOSCALER =
            of("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa", ALL, true, true);
    public static final Kind SLICE =
            of("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", "", NONE, true, false);
    public static final Kind DEFINITION = of(
            "apiextensions.k8s.io",
            "v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            "crd",
            NONE,
            false,
            true);

    private static final List<Kind> BUILT_IN = List.of(
            NAMESPACE,
            NODE,
            POD,
            SERVICE,
            ENDPOINTS,
            CONFIG_MAP,
            SECRET,
            SERVICE_ACCOUNT,
            EVENT,
            CLAIM,
            VOLUME,
            QUOTA,
            LIMIT_RANGE,
            DEPLOYMENT,
            REPLICA_SET,
            STATEFUL_SET,
            DAEMON_SET,
            REVISION,
            JOB,
            of("batch", "v1", "CronJob", "cronjobs", "cj", ALL, true, true),
            AUTOSCALER,
            of("networking.k8s.io", "v1", "Ingress", "ingresses", "ing", NONE, true, true),
            of("networking.k8s.io", "v1", "IngressClass", "ingressclasses", "", NONE, false, false),
            of("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "netpol", NONE, true, false),
            of("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb", NONE, true, true),
            of("rbac.authorization.k8s.io", "v1", "Role", "roles", "", NONE, true, false),
            of("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", "", NONE, true, false),
            of("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", "", NONE, false, false),
            of("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", "", NONE, false, false),
            webhooks("Validating"),
            webhooks("Mutating"),
            STORAGE_CLASS,
            PRIORITY_CLASS,
            of("coordination.k8s.io", "v1", "Lease", "leases", "", NONE, true, false),
            SLICE,
            DEFINITION);

    private static final Map<String, Kind> BY_NAME = BUILT_IN.stream()
            .collect(Collectors.toUnmodifiableMap(kind -> kind.apiVersion() + "/" + kind.name(), kind -> kind));

    private final Store store;

    Kinds(Store store) {
        this.store = store;
    }

    /** Every kind, the built-in ones first. */
    List<Kind> all() {
        List<Kind> kinds = new ArrayList<>(BUILT_IN);
        store.list(DEFINITION, "").forEach(definition -> kinds.addAll(custom(definition)));
        return kinds;
    }

    Optional<Kind> find(String group, String version, String plural) {
        return all().stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.version().equals(version)
                        && kind.plural().equals(plural))
                .findFirst();
    }

    /** The kind of an object or of a reference to one. */
    public Optional<Kind> of(String apiVersion, String name) {
        Kind known = BY_NAME.get(apiVersion + "/" + name);
        return known != null ? Optional.of(known) : ofAll(apiVersion, name);
    }

    private Optional<Kind> ofAll(String apiVersion, String name) {
        return all().stream()
                .filter(kind ->
                        kind.apiVersion().equals(apiVersion) && kind.name().equals(name))
                .findFirst();
    }

    /** The {@code additionalPrinterColumns} of a custom kind; empty where it has none. */
    JsonNode printerColumns(Kind kind) {
        for (JsonNode definition : store.list(DEFINITION, "")) {
            JsonNode spec = definition.path("spec");
            for (JsonNode version : spec.path("versions")) {
                if (spec.path("group").asText().equals(kind.group())
                        && spec.at("/names/plural").asText().equals(kind.plural())
                        && version.path("name").asText().equals(kind.version())) {
                    return version.path("additionalPrinterColumns");
                }
            }
        }
        return MissingNode.getInstance();
    }

    /** The groups beside the core one, each with its versions. */
    Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Kind kind : all()) {
            List<String> versions = groups.computeIfAbsent(kind.group(), group -> new ArrayList<>());
            if (!versions.contains(kind.version())) {
                versions.add(kind.version());
            }
        }
        groups.remove("");
        return groups;
    }

    private static List<Kind> custom(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode names = spec.path("names");
        List<String> shortNames = new ArrayList<>();
        names.path("shortNames").forEach(name -> shortNames.add(name.asText()));
        List<String> categories = new ArrayList<>();
        names.path("categories").forEach(name -> categories.add(name.asText()));
        List<Kind> kinds = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                JsonNode subresources = version.path("subresources");
                kinds.add(new Kind(
                        spec.path("group").asText(),
                        version.path("name").asText(),
                        names.path("kind").asText(),
                        names.path("plural").asText(),
                        shortNames,
                        categories,
                        spec.path("scope").asText().equals("Namespaced"),
                        subresources.has("status"),
                        subresources.has("scale"),
                        true));
            }
        }
        return kinds;
    }

    private static Kind core(
            String name, String plural, String shortName, boolean namespaced, List<String> categories, boolean status) {
        return of("", "v1", name, plural, shortName, categories, namespaced, status);
    }

    private static Kind webhooks(String what) {
        String name = what + "WebhookConfiguration";
        String plural = name.toLowerCase(Locale.ROOT) + "s";
        return of("admissionregistration.k8s.io", "v1", name, plural, "", List.of("api-extensions"), false, false);
    }

    private static Kind apps(String name, String plural, String shortName, boolean scale) {
        return new Kind("apps", "v1", name, plural, List.of(shortName), ALL, true, true, scale, false);
    }

    private static Kind of(
            String group,
            String version,
            String name,
            String plural,
            String shortName,
            List<String> categories,
            boolean namespaced,
            boolean status) {
        List<String> shortNames = shortName.isEmpty() ? NONE : List.of(shortName);
        return new Kind(group, version, name, plural, shortNames, categories, namespaced, status, false, false);
    }
}
