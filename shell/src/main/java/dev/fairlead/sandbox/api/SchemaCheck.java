package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether an object has only fields that its kind has, by fabric8's models of the kinds. */
final class SchemaCheck {
    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1/Pod", Pod.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/ReplicaSet", ReplicaSet.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("apps/v1/DaemonSet", DaemonSet.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("batch/v1/CronJob", CronJob.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("v1/ResourceQuota", ResourceQuota.class),
            Map.entry("v1/LimitRange", LimitRange.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class));

    /** A field and what is wrong with it, as the API server's schema says it. */
    record Problem(String path, String what) {}

    private SchemaCheck() {}

    /** fabric8's model of a kind, where it is one of those that are checked. */
    static Optional<Class<?>> model(Kind kind) {
        return Optional.ofNullable(MODELS.get(kind.apiVersion() + "/" + kind.name()));
    }

    /** The first problem; empty where there is none, or the kind has no model. */
    static Optional<Problem> of(Kind kind, JsonNode object) {
        return model(kind).flatMap(model -> inside(model, object, ""));
    }

    /** @throws StatusRefusal in the words for a request that asks for no unknown fields */
    static void strict(Kind kind, JsonNode object) {
        of(kind, object).ifPresent(problem -> {
            throw StatusRefusal.bad(
                    "strict decoding error: unknown field \"" + problem.path().substring(1) + "\"");
        });
    }

    private static Optional<Problem> inside(Class<?> model, JsonNode object, String at) {
        if (model == FieldsV1.class) {
            return Optional.empty();
        }
        for (var field : object.properties()) {
            String path = at + "." + field.getKey();
            Optional<Type> type = type(model, field.getKey());
            if (type.isEmpty()) {
                return Optional.of(new Problem(path, "field not declared in schema"));
            }
            Optional<Problem> inner = value(type.get(), field.getValue(), path);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> value(Type type, JsonNode value, String at) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return items(list.getActualTypeArguments()[0], value, at);
        }
        if (type == Integer.class || type == Long.class) {
            return value.isNumber()
                    ? Optional.empty()
                    : Optional.of(new Problem(at, "expected numeric (int or float), got " + named(value)));
        }
        if (type == String.class) {
            return value.isTextual()
                    ? Optional.empty()
                    : Optional.of(new Problem(at, "expected string, got &" + value));
        }
        if (type == Boolean.class) {
            return value.isBoolean()
                    ? Optional.empty()
                    : Optional.of(new Problem(at, "expected boolean, got &" + value));
        }
        boolean model = type instanceof Class<?> known && KubernetesResource.class.isAssignableFrom(known);
        return model && value.isObject() ? inside((Class<?>) type, value, at) : Optional.empty();
    }

    private static Optional<Problem> items(Type type, JsonNode list, String at) {
        if (!list.isArray()) {
            return Optional.of(new Problem(at, "expected list, got &" + list));
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode name = list.get(i).path("name");
            String item = name.isTextual() ? "[name=" + name + "]" : "[" + i + "]";
            Optional<Problem> inner = value(type, list.get(i), at + item);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static Optional<Type> type(Class<?> model, String name) {
        for (Class<?> at = model; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null && property.value().equals(name)) {
                    return Optional.of(field.getGenericType());
                }
            }
        }
        return Optional.empty();
    }

    private static String named(JsonNode value) {
        return value.isTextual() ? "string" : "&" + value;
    }
}
