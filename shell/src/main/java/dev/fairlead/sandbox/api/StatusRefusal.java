package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a Status of failure. */
@SuppressWarnings("serial")
public final class StatusRefusal extends RuntimeException {
    private final int code;
    private final String reason;
    private final List<Cause> causes;
    private @Nullable Kind kind;
    private String name = "";

    /** What is wrong with one field. */
    record Cause(String reason, String message, String field) {
        static Cause unversioned() {
            return new Cause(
                    "FieldValueInvalid",
                    "Invalid value: 0x0: must be specified for an update",
                    "metadata.resourceVersion");
        }
    }

    private StatusRefusal(int code, String reason, String message, List<Cause> causes) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.causes = List.copyOf(causes);
    }

    static StatusRefusal notFound(Kind kind, String name) {
        return new StatusRefusal(404, "NotFound", kind.qualified() + " \"" + name + "\" not found", List.of())
                .of(kind, name);
    }

    static StatusRefusal noSuchPath() {
        return new StatusRefusal(404, "NotFound", "the server could not find the requested resource", List.of());
    }

    static StatusRefusal exists(Kind kind, String name) {
        return new StatusRefusal(409, "AlreadyExists", kind.qualified() + " \"" + name + "\" already exists", List.of())
                .of(kind, name);
    }

    static StatusRefusal changed(Kind kind, String name) {
        return new StatusRefusal(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind.qualified() + " \"" + name
                        + "\": the object has been modified; please apply your changes to the latest version and try"
                        + " again",
                List.of());
    }

    static StatusRefusal owned(List<Cause> causes) {
        String fields = causes.size() == 1
                ? "conflict " + causes.get(0).message() + ": " + causes.get(0).field()
                : causes.size() + " conflicts";
        String message = "Apply failed with " + causes.size() + (causes.size() == 1 ? " conflict: " : " conflicts: ");
        return new StatusRefusal(409, "Conflict", message + fields, causes);
    }

    static StatusRefusal invalid(Kind kind, String name, List<Cause> causes) {
        List<String> said = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .toList();
        String all = said.size() == 1 ? said.get(0) : "[" + String.join(", ", said) + "]";
        String subject = kind.group().isEmpty() ? kind.name() : kind.name() + "." + kind.group();
        return new StatusRefusal(422, "Invalid", subject + " \"" + name + "\" is invalid: " + all, causes)
                .of(kind, name);
    }

    static StatusRefusal invalid(String message) {
        return new StatusRefusal(422, "Invalid", message, List.of());
    }

    static StatusRefusal bad(String message) {
        return new StatusRefusal(400, "BadRequest", message, List.of());
    }

    public static StatusRefusal forbidden(Kind kind, String name, String why) {
        return new StatusRefusal(
                403, "Forbidden", kind.qualified() + " \"" + name + "\" is forbidden: " + why, List.of());
    }

    /** What is applied does not fit its kind's schema. */
    static StatusRefusal untyped(Address at, String path, String what) {
        Kind kind = at.kind();
        String object = at.namespace() + "/" + at.name() + "; " + kind.apiVersion() + ", Kind=" + kind.name();
        return bad("failed to create typed patch object (" + object + "): " + path + ": " + what);
    }

    static StatusRefusal unauthorized() {
        return new StatusRefusal(401, "Unauthorized", "Unauthorized", List.of());
    }

    static StatusRefusal gone() {
        return new StatusRefusal(410, "Expired", "too old resource version", List.of());
    }

    static StatusRefusal unavailable(String why) {
        return new StatusRefusal(503, "ServiceUnavailable", why, List.of());
    }

    /** A fault of the sandbox itself. */
    static StatusRefusal internal(RuntimeException fault) {
        return new StatusRefusal(500, "InternalError", "the sandbox failed at this request: " + fault, List.of());
    }

    static StatusRefusal method(String method) {
        return new StatusRefusal(405, "MethodNotAllowed", "the sandbox cannot " + method + " this", List.of());
    }

    /** What a real cluster can do and the sandbox does not simulate. */
    static StatusRefusal cannot(String what) {
        return new StatusRefusal(
                501,
                "NotImplemented",
                "the sandbox cannot " + what + "; a real cluster can: the same line without --sandbox, or after sandbox"
                        + " off",
                List.of());
    }

    /** The same, about an object. */
    private StatusRefusal of(Kind about, String named) {
        kind = about;
        name = named;
        return this;
    }

    int code() {
        return code;
    }

    ObjectNode toStatus() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        Kind about = kind;
        if (about != null) {
            ObjectNode details = status.putObject("details").put("name", name);
            details.put("group", about.group()).put("kind", about.plural());
        }
        if (!causes.isEmpty()) {
            ArrayNode list = status.withObject("/details").putArray("causes");
            causes.forEach(cause -> list.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field()));
        }
        return status.put("code", code);
    }
}
