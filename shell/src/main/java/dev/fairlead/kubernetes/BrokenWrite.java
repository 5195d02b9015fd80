package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionTrouble;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A write whose connection broke before its answer was there: the object tells whether it was done. What was not done is
 * sent again, what was done is its own answer, and of the rest it is said that nobody knows.
 */
final class BrokenWrite {
    private static final int MOST = 3;

    /** What is written there only says of which version the object must be. */
    private static final String VERSION = "/metadata/resourceVersion";

    /** What others write into an object as soon as it has changed. */
    private static final String OF_THE_CONTROLLER = "deployment.kubernetes.io/";

    /** The times of objects are whole seconds, and clocks differ by less than that where nothing is known of them. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    private final ClusterClient cluster;
    private final String method;
    private final ApiPath path;
    private final JsonNode sent;
    private final String contentType;
    private final Instant began = Instant.now();

    BrokenWrite(ClusterClient cluster, String method, ApiPath path, @Nullable JsonNode sent, String contentType) {
        this.cluster = cluster;
        this.method = method;
        this.path = path;
        this.sent = sent == null ? JsonNodeFactory.instance.objectNode() : sent;
        this.contentType = contentType;
    }

    /** @throws OpsException of kind UNREACHABLE that says so where it is not known whether it was done */
    JsonNode settled(Supplier<JsonNode> request) {
        for (int tries = 1; ; tries++) {
            try {
                return request.get();
            } catch (OpsException e) {
                boolean broken = ConnectionTrouble.isBroken(e.getCause());
                if (!broken || tries == MOST) {
                    throw broken || isSilence(e) ? unknown(e) : e;
                }
                Optional<JsonNode> done = done(e);
                if (done.isPresent()) {
                    return done.get();
                }
            }
        }
    }

    /** What the write made; empty where it was not done, or does no harm when it is done again. */
    private Optional<JsonNode> done(OpsException broken) {
        return switch (method) {
            case "POST" -> created(broken);
            case "DELETE" -> deleted();
            default -> changed(broken);
        };
    }

    private Optional<JsonNode> created(OpsException broken) {
        String name = sent.path("metadata").path("name").asText("");
        if (name.isEmpty() || path.isPart()) {
            throw unknown(broken);
        }
        Optional<JsonNode> found = cluster.find(path.bare().object(name));
        if (found.isPresent() && !(isNew(found.get()) && holds(found.get(), sent))) {
            throw unknown(broken);
        }
        return found;
    }

    private boolean isNew(JsonNode object) {
        try {
            Instant made = Instant.parse(
                    object.path("metadata").path("creationTimestamp").asText());
            return !made.isBefore(began.plus(cluster.clockSkew()).minus(CLOCKS));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Optional<JsonNode> deleted() {
        Optional<JsonNode> found = cluster.find(path.bare());
        String wanted = sent.path("preconditions").path("uid").asText("");
        if (found.isEmpty()) {
            return Optional.of(JsonNodeFactory.instance
                    .objectNode()
                    .put("apiVersion", "v1")
                    .put("kind", "Status")
                    .put("status", "Success"));
        }
        JsonNode metadata = found.get().path("metadata");
        boolean another = !wanted.isEmpty() && !metadata.path("uid").asText().equals(wanted);
        return another || metadata.hasNonNull("deletionTimestamp") ? found : Optional.empty();
    }

    private Optional<JsonNode> changed(OpsException broken) {
        boolean script = contentType.equals(ClusterClient.JSON_PATCH);
        String version = sent.path("metadata").path("resourceVersion").asText("");
        if (version.isEmpty() && !script) {
            return Optional.empty();
        }
        JsonNode now = cluster.get(path.bare());
        boolean before = script
                ? allSteps(step -> isTested(now, step))
                : now.path("metadata").path("resourceVersion").asText().equals(version);
        if (before) {
            return Optional.empty();
        }
        if (script ? !allSteps(step -> isMade(now, step)) : !holds(now, sent)) {
            throw unknown(broken);
        }
        return Optional.of(now);
    }

    private boolean allSteps(Predicate<JsonNode> fits) {
        return StreamSupport.stream(sent.spliterator(), false).allMatch(fits);
    }

    /** Whether a step of a JSON patch finds what it tests, and may be done again where it was done. */
    private static boolean isTested(JsonNode object, JsonNode step) {
        String path = step.path("path").asText();
        if (path.equals(VERSION)) {
            return object.at(path).equals(step.path("value"));
        }
        return switch (step.path("op").asText()) {
            case "test" -> object.at(path).equals(step.path("value"));
            case "remove" -> !object.at(path).isMissingNode();
            default -> !path.endsWith("/-");
        };
    }

    /** Whether an object is as a step of a JSON patch makes it; what was tested may have changed with it. */
    private static boolean isMade(JsonNode object, JsonNode step) {
        JsonNode value = object.at(step.path("path").asText());
        if (step.path("path").asText().equals(VERSION)) {
            return true;
        }
        return switch (step.path("op").asText()) {
            case "test" -> true;
            case "remove" -> value.isMissingNode();
            case "add", "replace" -> holds(value, step.path("value"));
            default -> false;
        };
    }

    /** Whether an object has everything that was sent; what was sent as null is not there. */
    static boolean holds(JsonNode object, JsonNode sent) {
        if (sent.isObject()) {
            return sent.properties().stream()
                    .filter(field -> !List.of("resourceVersion", "stringData", "$setElementOrder")
                            .contains(field.getKey()))
                    .filter(field -> !field.getKey().startsWith(OF_THE_CONTROLLER))
                    .allMatch(field -> field.getValue().isNull()
                            ? !object.hasNonNull(field.getKey())
                            : holds(object.path(field.getKey()), field.getValue()));
        }
        if (sent.isArray()) {
            for (JsonNode item : sent) {
                boolean there = false;
                for (JsonNode one : object) {
                    there |= holds(one, item);
                }
                if (!there) {
                    return false;
                }
            }
            return true;
        }
        return object.isValueNode() && object.asText().equals(sent.asText());
    }

    private static boolean isSilence(OpsException failure) {
        for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
            if (t instanceof SocketTimeoutException
                    && String.valueOf(t.getMessage()).startsWith("no answer within")) {
                return true;
            }
        }
        return false;
    }

    private OpsException unknown(OpsException broken) {
        return new OpsException(
                FailureKind.UNREACHABLE,
                broken.message() + "; whether the change was made is not known",
                broken.details(),
                broken.hints(),
                broken);
    }
}
