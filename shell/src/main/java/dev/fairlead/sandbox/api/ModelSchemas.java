package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schemas of fabric8's models of the kinds, each class once; their fields have no descriptions. */
final class ModelSchemas {
    private static final String MODELS = "io.fabric8.kubernetes.api.model.";
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectNode schemas;

    /** @param schemas where they are put */
    ModelSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** @param model empty where the kind has none: then any field may be there */
    ObjectNode ofKind(Kind kind, Optional<Class<?>> model) {
        if (model.isPresent()) {
            return named(model.get());
        }
        ObjectNode any = schemas.putObject(name(kind)).put("type", "object");
        return any.put("x-kubernetes-preserve-unknown-fields", true);
    }

    /** A schema that is there already. */
    ObjectNode given(Kind kind, JsonNode schema) {
        ObjectNode made =
                schema instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        schemas.set(name(kind), made.put("type", "object"));
        return made;
    }

    private static String name(Kind kind) {
        return (kind.group().isEmpty() ? "core" : kind.group()) + "." + kind.version() + "." + kind.name();
    }

    private ObjectNode named(Class<?> model) {
        String name = name(model);
        if (schemas.get(name) instanceof ObjectNode known) {
            return known;
        }
        ObjectNode schema = schemas.putObject(name).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (Class<?> at = model; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                JsonProperty property = field.getAnnotation(JsonProperty.class);
                if (property != null) {
                    properties.set(property.value(), of(field.getGenericType()));
                }
            }
        }
        return schema;
    }

    private static String name(Class<?> model) {
        return "io.k8s." + model.getName().replace(MODELS, "").replace('$', '.');
    }

    private ObjectNode of(Type type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (type instanceof ParameterizedType of && of.getRawType() == List.class) {
            schema.put("type", "array").set("items", of(of.getActualTypeArguments()[0]));
        } else if (type instanceof ParameterizedType of && of.getRawType() == Map.class) {
            schema.put("type", "object").set("additionalProperties", of(of.getActualTypeArguments()[1]));
        } else if (type == String.class || type == Quantity.class) {
            schema.put("type", "string");
        } else if (type == Integer.class || type == Long.class) {
            schema.put("type", "integer").put("format", type == Integer.class ? "int32" : "int64");
        } else if (type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == IntOrString.class) {
            schema.put("type", "string").put("format", "int-or-string");
        } else if (type instanceof Class<?> model && KubernetesResource.class.isAssignableFrom(model)) {
            named(model);
            schema.putArray("allOf").addObject().put("$ref", REFERENCE + name(model));
        } else {
            schema.put("type", "object");
        }
        return schema;
    }
}
