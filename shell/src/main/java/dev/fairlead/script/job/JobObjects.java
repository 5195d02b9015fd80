package dev.fairlead.script.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.rights.Grant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects that a script's Job consists of, as manifests. */
final class JobObjects {
    static final String CONTAINER = "script";
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String SCRIPTS = "/fairlead/script";
    private static final String ACCESS = "/fairlead/access";
    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";
    /** For who followed it may be gone. */
    private static final int FORGOTTEN_SECONDS = 24 * 60 * 60;

    private static final int USER = 65532;

    private final ObjectMapper mapper = new ObjectMapper();
    private final String name;
    private final String namespace;

    JobObjects(String name, String namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    JsonNode account() {
        return object("v1", "ServiceAccount", Map.of());
    }

    /** @param kind {@code Role} or {@code ClusterRole} */
    JsonNode role(String kind, List<Grant> grants) {
        List<Map<String, Object>> rules = grants.stream()
                .map(grant -> Map.<String, Object>of(
                        "apiGroups", List.of(grant.group()),
                        "resources", List.of(grant.resource()),
                        "verbs", grant.verbs()))
                .toList();
        return object(RBAC + "/v1", kind, Map.of("rules", rules));
    }

    JsonNode binding(String kind) {
        return object(
                RBAC + "/v1",
                kind + "Binding",
                Map.of(
                        "subjects",
                        List.of(Map.of("kind", "ServiceAccount", "name", name, "namespace", namespace)),
                        "roleRef",
                        Map.of("apiGroup", RBAC, "kind", kind, "name", name)));
    }

    /** @param files the scripts' texts by their paths below the first one's directory */
    JsonNode scripts(Map<String, String> files, String kubeconfig) {
        Map<String, String> data = new TreeMap<>();
        data.put("kubeconfig", kubeconfig);
        int number = 0;
        for (String text : files.values()) {
            data.put("script-" + number++, text);
        }
        return object("v1", "ConfigMap", Map.of("data", data));
    }

    JsonNode secret(Map<String, String> values) {
        return object("v1", "Secret", Map.of("stringData", values));
    }

    /** A kubeconfig with one context, in which a pod is its service account. */
    String kubeconfig(String context, String server) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", "v1");
        config.put("kind", "Config");
        config.put("current-context", context);
        config.put(
                "clusters",
                List.of(Map.of(
                        "name",
                        context,
                        "cluster",
                        Map.of("server", server, "certificate-authority", ACCOUNT + "ca.crt"))));
        config.put("users", List.of(Map.of("name", name, "user", Map.of("tokenFile", ACCOUNT + "token"))));
        config.put(
                "contexts",
                List.of(Map.of(
                        "name", context, "context", Map.of("cluster", context, "user", name, "namespace", namespace))));
        return mapper.valueToTree(config).toString();
    }

    /**
     * The Job itself.
     *
     * @param files the scripts' paths, in the order of {@link #scripts}
     * @param words what fairlead is given
     * @param kept whether it stays when nobody takes it away
     * @param secrets which of the Secret's keys are variables of the same name
     */
    JsonNode job(String image, List<String> files, List<String> words, List<String> secrets, boolean kept) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", CONTAINER);
        container.put("image", image);
        container.put("command", List.of("sh", "-c", Handover.PROGRAM, name));
        container.put("args", words);
        container.put("workingDir", SCRIPTS);
        container.put("env", environment(secrets));
        container.put(
                "volumeMounts",
                List.of(
                        Map.of("name", "script", "mountPath", SCRIPTS, "readOnly", true),
                        Map.of("name", "access", "mountPath", ACCESS, "readOnly", true),
                        Map.of("name", "tmp", "mountPath", "/tmp")));
        container.put(
                "securityContext",
                Map.of("allowPrivilegeEscalation", false, "capabilities", Map.of("drop", List.of("ALL"))));
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("serviceAccountName", name);
        pod.put("restartPolicy", "Never");
        pod.put("securityContext", Map.of("runAsNonRoot", true, "runAsUser", USER));
        pod.put("containers", List.of(container));
        pod.put("volumes", volumes(files));
        Map<String, Object> template = Map.of("metadata", Map.of("labels", labels()), "spec", pod);
        Map<String, Object> spec = new LinkedHashMap<>(Map.of("backoffLimit", 0, "template", template));
        if (!kept) {
            spec.put("ttlSecondsAfterFinished", FORGOTTEN_SECONDS);
        }
        return object("batch/v1", "Job", Map.of("spec", spec));
    }

    private List<Object> environment(List<String> secrets) {
        List<Object> environment = new ArrayList<>();
        environment.add(Map.of("name", "HOME", "value", "/tmp"));
        environment.add(Map.of("name", "XDG_STATE_HOME", "value", "/tmp"));
        environment.add(Map.of("name", "KUBECONFIG", "value", ACCESS + "/kubeconfig"));
        for (String secret : secrets) {
            environment.add(
                    Map.of("name", secret, "valueFrom", Map.of("secretKeyRef", Map.of("name", name, "key", secret))));
        }
        return environment;
    }

    private List<Object> volumes(List<String> files) {
        List<Map<String, String>> items = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            items.add(Map.of("key", "script-" + i, "path", files.get(i)));
        }
        List<Map<String, String>> access = List.of(Map.of("key", "kubeconfig", "path", "kubeconfig"));
        return List.of(
                Map.of("name", "script", "configMap", Map.of("name", name, "items", items)),
                Map.of("name", "access", "configMap", Map.of("name", name, "items", access)),
                Map.of("name", "tmp", "emptyDir", Map.of()));
    }

    private Map<String, String> labels() {
        return Map.of("app.kubernetes.io/managed-by", "fairlead", "fairlead.dev/script-run", name);
    }

    private JsonNode object(String apiVersion, String kind, Map<String, Object> more) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", Map.of("name", name, "labels", labels()));
        object.putAll(more);
        return mapper.valueToTree(object);
    }
}
