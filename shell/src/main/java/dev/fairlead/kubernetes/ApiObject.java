package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.http.UnexpectedAnswer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a successful answer is of the kind that its request is answered with (kubernetes.io, API concepts): the
 * object of that name, a list, a table, or what was sent.
 */
final class ApiObject {
    private static final Pattern PATH =
            Pattern.compile("/(?:api/(?<core>[^/]+)|apis/(?<group>[^/]+)(?:/(?<version>[^/]+))?)"
                    + "(?:/namespaces/[^/]+(?=/[^/]))?(?:/(?<plural>[^/]+)(?:/(?<name>[^/]+)(?:/(?<part>.+))?)?)?");

    /** What the server says of itself, by path, and the field that holds it. */
    private static final Map<String, String> OF_ITSELF =
            Map.of("/version", "gitVersion", "/apis", "groups", "/api", "versions");

    private ApiObject() {}

    /**
     * Refuses what does not answer the request.
     *
     * @param sent null for none
     * @throws UnexpectedAnswer that says what came instead
     */
    static JsonNode checked(String method, ApiPath path, @Nullable JsonNode sent, JsonNode answer)
            throws UnexpectedAnswer {
        if (!answer.isObject()) {
            throw new UnexpectedAnswer(answer.isArray() ? "a list" : "something that is no object");
        }
        String bare = path.bare().toString();
        String itself = OF_ITSELF.get(bare);
        Matcher matcher = PATH.matcher(bare);
        if (itself != null) {
            require(answer.hasNonNull(itself), answer);
        } else if (matcher.matches()) {
            check(method, matcher, sent, answer);
        }
        return answer;
    }

    private static void check(String method, Matcher path, @Nullable JsonNode sent, JsonNode answer)
            throws UnexpectedAnswer {
        String kind = kind(answer);
        if (path.group("plural") == null) {
            boolean group = path.group("core") == null && path.group("version") == null;
            require(
                    group
                            ? kind.equals("APIGroup")
                            : kind.equals("APIResourceList")
                                    && answer.path("resources").isArray(),
                    answer);
            return;
        }
        require(!kind.isEmpty() && answer.path("apiVersion").isTextual(), answer);
        if (kind.equals("Status")) {
            // A deletion may be answered by its outcome, and so are some parts of objects; nothing else is.
            boolean outcome = method.equals("DELETE") || path.group("part") != null;
            require(outcome && !answer.path("status").asText().equals("Failure"), answer);
        } else if (path.group("name") == null && !method.equals("POST")) {
            require(isCollection(answer, kind, expected(path)), answer);
        } else if (path.group("part") == null) {
            checkSingle(path, sent, answer, kind);
        }
    }

    private static boolean isCollection(JsonNode answer, String kind, String expected) {
        JsonNode items = answer.path(kind.equals("Table") ? "rows" : "items");
        boolean fits = expected.isEmpty() ? kind.endsWith("List") : kind.equals(expected + "List");
        boolean names = kind.equals("Table") || kind.equals("PartialObjectMetadataList") || kind.equals("List");
        // An empty list is null where the server was made with an older Go client.
        return (fits || names) && (items.isArray() || items.isNull() || kind.equals("Table") && items.isMissingNode());
    }

    private static void checkSingle(Matcher path, @Nullable JsonNode sent, JsonNode answer, String kind)
            throws UnexpectedAnswer {
        if (kind.equals("Table")) {
            require(answer.path("rows").size() == 1, answer);
            return;
        }
        boolean made = path.group("name") == null;
        String expected = made && sent != null && !kind(sent).isEmpty() ? kind(sent) : expected(path);
        String name = made ? name(sent) : decoded(path.group("name"));
        require(expected.isEmpty() || kind.equals(expected) || kind.equals("PartialObjectMetadata"), answer);
        require(name.isEmpty() || name(answer).equals(name), answer);
    }

    /** The kind that every server serves under that path; empty where it is the server's to say. */
    private static String expected(Matcher path) {
        String group = path.group("core") != null ? "" : path.group("group");
        return CommonKinds.served(group, path.group("plural"));
    }

    private static String kind(JsonNode object) {
        return object.path("kind").asText("");
    }

    private static String name(@Nullable JsonNode object) {
        return object == null ? "" : object.path("metadata").path("name").asText("");
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void require(boolean fits, JsonNode answer) throws UnexpectedAnswer {
        if (!fits) {
            String kind = kind(answer);
            String name = name(answer);
            throw new UnexpectedAnswer(
                    kind.isEmpty() ? "an object of no kind" : "a " + kind + (name.isEmpty() ? "" : " called " + name));
        }
    }
}
