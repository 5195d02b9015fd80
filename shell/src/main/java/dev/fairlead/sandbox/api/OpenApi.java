package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the server says of its kinds' fields, as OpenAPI 3, a document for each group and version; made when it is asked
 * for. From it kubectl learns that the server checks fields itself, and what {@code kubectl explain} tells.
 */
final class OpenApi {
    private static final String ROOT = "/openapi/v3";
    private static final String GVK = "x-kubernetes-group-version-kind";
    private static final List<String> ON_ONE = List.of("get", "put", "patch", "delete");
    private static final List<String> ON_ALL = List.of("get", "post");

    private final Kinds kinds;
    private final Store store;
    private final String prefix;

    /** @param prefix what stands before every path at the server */
    OpenApi(Kinds kinds, Store store, String prefix) {
        this.kinds = kinds;
        this.store = store;
        this.prefix = prefix;
    }

    /** Empty where the path leads to none of its documents. */
    Optional<ObjectNode> find(String path) {
        if (path.equals(ROOT) || path.equals(ROOT + "/")) {
            return Optional.of(index());
        }
        if (!path.startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        List<Kind> chosen = groups().get(path.substring(ROOT.length() + 1));
        return Optional.ofNullable(chosen).map(this::document);
    }

    private Map<String, List<Kind>> groups() {
        Map<String, List<Kind>> groups = new TreeMap<>();
        for (Kind kind : kinds.all()) {
            groups.computeIfAbsent(base(kind).substring(1), any -> new java.util.ArrayList<>())
                    .add(kind);
        }
        return groups;
    }

    private static String base(Kind kind) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
    }

    private ObjectNode index() {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        ObjectNode paths = index.putObject("paths");
        groups().keySet()
                .forEach(group -> paths.putObject(group)
                        .put("serverRelativeURL", prefix + ROOT + "/" + group + "?hash=" + store.version()));
        return index;
    }

    private ObjectNode document(List<Kind> chosen) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", VersionDocuments.VERSION);
        ObjectNode paths = document.putObject("paths");
        ModelSchemas schemas = new ModelSchemas(document.putObject("components").putObject("schemas"));
        for (Kind kind : chosen) {
            String all = base(kind) + (kind.namespaced() ? "/namespaces/{namespace}/" : "/") + kind.plural();
            ON_ALL.forEach(method -> operation(paths.withObject(pointer(all)), method, kind));
            ON_ONE.forEach(method -> operation(paths.withObject(pointer(all + "/{name}")), method, kind));
            ObjectNode schema = kind.custom()
                    ? schemas.given(kind, definition(kind))
                    : schemas.ofKind(kind, SchemaCheck.model(kind));
            describe(schema.putArray(GVK), kind);
        }
        return document;
    }

    private static String pointer(String path) {
        return "/" + path.replace("~", "~0").replace("/", "~1");
    }

    private static void operation(ObjectNode path, String method, Kind kind) {
        ObjectNode operation = path.putObject(method);
        describe(operation, kind);
        if (!method.equals("get") && !method.equals("delete")) {
            for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
                operation
                        .withArray("parameters")
                        .addObject()
                        .put("name", name)
                        .put("in", "query")
                        .putObject("schema")
                        .put("type", "string");
            }
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
    }

    private static void describe(ObjectNode operation, Kind kind) {
        identity(operation.putObject(GVK), kind);
    }

    private static void describe(ArrayNode list, Kind kind) {
        identity(list.addObject(), kind);
    }

    private static void identity(ObjectNode identity, Kind kind) {
        identity.put("group", kind.group()).put("version", kind.version()).put("kind", kind.name());
    }

    /** The schema that a CustomResourceDefinition gives. */
    private JsonNode definition(Kind kind) {
        for (ObjectNode definition : store.list(Kinds.DEFINITION, "")) {
            if (Store.name(definition).equals(kind.qualified())) {
                for (JsonNode version : definition.at("/spec/versions")) {
                    if (version.path("name").asText().equals(kind.version())) {
                        return version.at("/schema/openAPIV3Schema");
                    }
                }
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }
}
