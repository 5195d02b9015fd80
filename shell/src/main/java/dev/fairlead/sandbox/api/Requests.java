package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.JsonTree;
import dev.fairlead.kubernetes.YamlReader;
import dev.fairlead.kubernetes.YamlSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is answered to a request; watches are answered elsewhere. */
final class Requests {
    private final ObjectRequests objects;
    private final Store store;
    private final VersionDocuments documents;
    private final OpenApi openApi;
    private final Patches patches;
    private final Deletion deletion;
    private final Scales scales;
    private final PodEndpoints endpoints;

    /** @param prefix what stands before every path at the server */
    Requests(ObjectRequests objects, Store store, PodBackend backend, String prefix) {
        this.objects = objects;
        this.store = store;
        this.documents = new VersionDocuments(objects.kinds());
        this.openApi = new OpenApi(objects.kinds(), store, prefix);
        this.patches = new Patches(objects, store);
        this.deletion = new Deletion(objects, store);
        this.scales = new Scales(objects);
        this.endpoints = new PodEndpoints(objects, backend);
    }

    /** @throws StatusRefusal as the API server would refuse it */
    Reply answer(Request request) {
        Optional<ObjectNode> document = request.method().equals("GET")
                ? documents.find(request.path()).or(() -> openApi.find(request.path()))
                : Optional.empty();
        if (document.isPresent()) {
            return Reply.of(200, document.get());
        }
        if (request.method().equals("POST") && request.path().contains("reviews")) {
            return Reply.of(201, review(request));
        }
        Address at = address(request);
        return endpoints.open(at, request).orElseGet(() -> {
            Shapes shapes = shapes(at, request);
            return switch (request.method()) {
                case "GET" -> Reply.of(200, at.isCollection() ? list(at, request, shapes) : one(at, shapes));
                case "POST" -> Reply.of(201, create(at, request));
                case "PUT" -> Reply.of(200, update(at, request));
                case "PATCH" -> patch(at, request);
                case "DELETE" -> Reply.of(200, delete(at, request));
                default -> throw StatusRefusal.method(request.method());
            };
        });
    }

    Address address(Request request) {
        return Address.of(request.path(), objects.kinds()).orElseThrow(StatusRefusal::noSuchPath);
    }

    Shapes shapes(Address at, Request request) {
        JsonNode columns = at.kind().custom() ? objects.kinds().printerColumns(at.kind()) : MissingNode.getInstance();
        return Shapes.of(at.kind(), request, objects.stamps().instant(), columns);
    }

    static Predicate<JsonNode> selection(Address at, Request request) {
        return ObjectSelectors.of(at.kind(), request.option("labelSelector"), request.option("fieldSelector"));
    }

    private ObjectNode list(Address at, Request request, Shapes shapes) {
        Predicate<JsonNode> selection = selection(at, request);
        List<ObjectNode> all;
        String version;
        synchronized (store) {
            all = objects.list(at.kind(), at.namespace());
            version = Long.toString(store.version());
        }
        String after = request.option("continue");
        List<ObjectNode> chosen = all.stream()
                .filter(selection)
                .filter(object -> after.isEmpty() || Store.key(object).compareTo(after) > 0)
                .toList();
        int limit = request.option("limit").isEmpty() ? 0 : Integer.parseInt(request.option("limit"));
        int end = limit == 0 ? chosen.size() : Math.min(chosen.size(), limit);
        String next = end < chosen.size() ? Store.key(chosen.get(end - 1)) : "";
        return shapes.list(chosen.subList(0, end), version, next);
    }

    private ObjectNode one(Address at, Shapes shapes) {
        ObjectNode object = objects.get(at.kind(), at.namespace(), at.name());
        return switch (at.subresource()) {
            case "", "status" -> shapes.one(object);
            case "scale" -> scales.of(scalable(at, object));
            default -> throw StatusRefusal.noSuchPath();
        };
    }

    private static ObjectNode scalable(Address at, ObjectNode object) {
        if (!at.kind().scale()) {
            throw StatusRefusal.noSuchPath();
        }
        return object;
    }

    private ObjectNode create(Address at, Request request) {
        ObjectNode sent = body(request);
        if (at.kind().equals(Kinds.POD) && at.subresource().equals("eviction")) {
            return deletion.delete(
                    at.kind(),
                    objects.get(at.kind(), at.namespace(), at.name()),
                    sent.path("deleteOptions"),
                    request.isDryRun());
        }
        if (!at.isCollection()) {
            throw StatusRefusal.method("POST to");
        }
        strict(at, request, sent);
        String namespace = at.kind().namespaced()
                ? at.namespace().isEmpty() ? sent.at("/metadata/namespace").asText("default") : at.namespace()
                : "";
        return objects.create(at.kind(), namespace, sent, Write.of(request, ""));
    }

    private ObjectNode update(Address at, Request request) {
        ObjectNode sent = body(request);
        if (at.subresource().equals("scale")) {
            return scales.write(at, sent, request);
        }
        strict(at, request, sent);
        if (!sent.at("/metadata/name").asText().equals(at.name())) {
            throw StatusRefusal.bad("the name of the object does not match the name on the URL");
        }
        if (at.kind().namespaced()) {
            sent.withObject("/metadata").put("namespace", at.namespace());
        }
        if (at.kind().custom()
                && sent.at("/metadata/resourceVersion").asText("").isEmpty()) {
            throw StatusRefusal.invalid(at.kind(), at.name(), List.of(StatusRefusal.Cause.unversioned()));
        }
        return objects.update(at.kind(), sent, Write.of(request, at.subresource()));
    }

    private Reply patch(Address at, Request request) {
        JsonNode patch = read(request);
        if (at.subresource().equals("scale")) {
            ObjectNode now = scales.of(objects.get(at.kind(), at.namespace(), at.name()));
            return Reply.of(
                    200, scales.write(at, Patches.patched(at.kind(), request.contentType(), now, patch), request));
        }
        boolean isNew = objects.find(at.kind(), at.namespace(), at.name()).isEmpty();
        return Reply.of(isNew ? 201 : 200, patches.patch(at, request, patch));
    }

    private JsonNode delete(Address at, Request request) {
        JsonNode options = request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : read(request);
        boolean dry = request.isDryRun() || options.path("dryRun").size() > 0;
        JsonNode chosen = withQuery(options, request);
        if (!at.isCollection()) {
            return deletion.delete(at.kind(), objects.get(at.kind(), at.namespace(), at.name()), chosen, dry);
        }
        Predicate<JsonNode> selection = selection(at, request);
        List<ObjectNode> all = objects.list(at.kind(), at.namespace()).stream()
                .filter(selection)
                .toList();
        synchronized (store) {
            all.stream()
                    .filter(object -> objects.find(at.kind(), Store.namespace(object), Store.name(object))
                            .isPresent())
                    .forEach(object -> deletion.delete(at.kind(), object, chosen, dry));
        }
        return shapes(at, request).list(all, Long.toString(store.version()), "");
    }

    private static JsonNode withQuery(JsonNode options, Request request) {
        ObjectNode all = options.deepCopy();
        if (!request.option("propagationPolicy").isEmpty()) {
            all.put("propagationPolicy", request.option("propagationPolicy"));
        }
        if (!request.option("gracePeriodSeconds").isEmpty()) {
            all.put("gracePeriodSeconds", Integer.parseInt(request.option("gracePeriodSeconds")));
        }
        return all;
    }

    private static void strict(Address at, Request request, ObjectNode sent) {
        if (request.option("fieldValidation").equals("Strict")) {
            SchemaCheck.strict(at.kind(), sent);
        }
    }

    /** Its one user may do everything. */
    private static ObjectNode review(Request request) {
        ObjectNode review = body(request);
        if (request.path().endsWith("/selfsubjectaccessreviews")) {
            review.withObject("/status").put("allowed", true);
        } else if (request.path().endsWith("/selfsubjectreviews")) {
            ObjectNode user = review.withObject("/status/userInfo").put("username", "sandbox");
            user.putArray("groups").add("system:masters").add("system:authenticated");
        } else {
            throw StatusRefusal.cannot("answer " + request.path());
        }
        return review;
    }

    private static ObjectNode body(Request request) {
        if (read(request) instanceof ObjectNode object) {
            return object;
        }
        throw StatusRefusal.bad("the request's body is no object");
    }

    /** JSON, or YAML in any of its styles. */
    static JsonNode read(Request request) {
        String text = new String(request.body(), StandardCharsets.UTF_8).strip();
        try {
            return JsonTree.read(text);
        } catch (IOException notJson) {
            return yaml(text);
        }
    }

    private static JsonNode yaml(String text) {
        try {
            return YamlReader.documents(text).get(0).value();
        } catch (YamlSyntaxException | RuntimeException e) {
            throw StatusRefusal.bad("the request's body cannot be read: " + e.getMessage());
        }
    }
}
