package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cluster's usual admission plugins give to new objects, and what they refuse. */
final class AdmissionPlugins {
    private final Store store;
    private final LimitRanges limits;
    private final Quotas quotas;

    AdmissionPlugins(Store store, ObjectRequests objects) {
        this.store = store;
        this.limits = new LimitRanges(store);
        this.quotas = new Quotas(objects);
    }

    void fill(Kind kind, ObjectNode object) {
        if (kind.equals(Kinds.LIMIT_RANGE)) {
            LimitRanges.complete(object);
        } else if (kind.equals(Kinds.POD)) {
            limits.fill(object);
            pod(object);
        } else if (kind.equals(Kinds.CLAIM) && !object.at("/spec").has("storageClassName")) {
            store.list(Kinds.STORAGE_CLASS, "").stream()
                    .filter(AdmissionPlugins::isUsual)
                    .findFirst()
                    .ifPresent(usual -> object.withObject("/spec").put("storageClassName", Store.name(usual)));
        }
    }

    private static boolean isUsual(JsonNode storageClass) {
        return storageClass
                .at("/metadata/annotations")
                .path("storageclass.kubernetes.io/is-default-class")
                .asBoolean();
    }

    private void pod(ObjectNode pod) {
        ObjectNode spec = pod.withObject("/spec");
        if (!spec.has("serviceAccountName")) {
            spec.put("serviceAccountName", spec.path("serviceAccount").asText("default"));
        }
        spec.put("serviceAccount", spec.path("serviceAccountName").asText());
        if (!spec.has("enableServiceLinks")) {
            spec.put("enableServiceLinks", true);
        }
        priority(pod, spec);
        tolerate(spec.withArray("tolerations"), "node.kubernetes.io/not-ready");
        tolerate(spec.withArray("tolerations"), "node.kubernetes.io/unreachable");
        spec.path("containers").forEach(container -> requests((ObjectNode) container));
        pod.putObject("status").put("phase", "Pending").put("qosClass", quality(spec.path("containers")));
    }

    private void priority(ObjectNode pod, ObjectNode spec) {
        String name = spec.path("priorityClassName").asText("");
        Optional<ObjectNode> chosen = store.find(Kinds.PRIORITY_CLASS, "", name);
        if (!name.isEmpty() && chosen.isEmpty() && !name.startsWith("system-")) {
            throw StatusRefusal.forbidden(
                    Kinds.POD, Store.name(pod), "no PriorityClass with name " + name + " was found");
        }
        spec.put("priority", chosen.map(found -> found.path("value").asInt()).orElse(0));
        spec.put(
                "preemptionPolicy",
                chosen.map(found -> found.path("preemptionPolicy").asText("PreemptLowerPriority"))
                        .orElse("PreemptLowerPriority"));
    }

    /** Nodes that go away are waited for a while, unless the pod says something else about them. */
    private static void tolerate(ArrayNode tolerations, String taint) {
        for (JsonNode known : tolerations) {
            String effect = known.path("effect").asText("");
            String key = known.path("key").asText("");
            if ((key.equals(taint) || key.isEmpty()) && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return;
            }
        }
        tolerations
                .addObject()
                .put("key", taint)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", 300);
    }

    private static void requests(ObjectNode container) {
        for (Map.Entry<String, JsonNode> limit :
                container.at("/resources/limits").properties()) {
            if (!container.at("/resources/requests").has(limit.getKey())) {
                container.withObject("/resources/requests").set(limit.getKey(), limit.getValue());
            }
        }
    }

    /** The class by which a node under pressure chooses whom to evict. */
    private static String quality(JsonNode containers) {
        boolean any = false;
        boolean all = true;
        for (JsonNode container : containers) {
            JsonNode resources = container.path("resources");
            any |= !resources.path("requests").isEmpty()
                    || !resources.path("limits").isEmpty();
            for (String name : List.of("cpu", "memory")) {
                JsonNode limit = resources.path("limits").path(name);
                all &= !limit.isMissingNode()
                        && limit.equals(resources.path("requests").path(name));
            }
        }
        return !any ? "BestEffort" : all ? "Guaranteed" : "Burstable";
    }

    /** @throws StatusRefusal in the API server's words */
    void check(Kind kind, ObjectNode object) {
        if (kind.equals(Kinds.POD)) {
            limits.check(object);
            account(object);
        }
        if (kind.namespaced()) {
            quotas.check(kind, object);
        }
    }

    private void account(ObjectNode pod) {
        String namespace = Store.namespace(pod);
        String name = pod.at("/spec/serviceAccountName").asText();
        // The usual one of a namespace is made a moment after it.
        if (!name.equals("default")
                && store.find(Kinds.SERVICE_ACCOUNT, namespace, name).isEmpty()) {
            throw StatusRefusal.forbidden(
                    Kinds.POD,
                    Store.name(pod),
                    "error looking up service account " + namespace + "/" + name + ": serviceaccount \"" + name
                            + "\" not found");
        }
    }
}
