package dev.fairlead.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.DockerException;
import dev.fairlead.http.UnexpectedAnswer;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What an engine must answer for it to be believed. */
final class EngineAnswer {
    private EngineAnswer() {}

    /**
     * An object of the engine.
     *
     * @param field which it has; empty where that differs
     * @throws DockerException when the engine refuses
     * @throws UnexpectedAnswer that says what came instead
     */
    static JsonNode object(LocalSocket.Answer answer, String field) throws IOException {
        JsonNode json = json(answer);
        check(json.isObject(), json.isArray() ? "a list" : "something that is no object");
        check(field.isEmpty() || json.hasNonNull(field), "an object without " + field);
        return json;
    }

    /** A list of objects, each with that field; the same otherwise. */
    static JsonNode list(LocalSocket.Answer answer, String field) throws IOException {
        JsonNode json = json(answer);
        check(json.isArray(), json.isObject() ? "an object" : "something that is no list");
        for (JsonNode item : json) {
            check(item.isObject() && (field.isEmpty() || item.path(field).isTextual()), "a list of something else");
        }
        return json;
    }

    /** What a removal did, which is never nothing. */
    static JsonNode effects(LocalSocket.Answer answer) throws IOException {
        JsonNode effects = list(answer, "");
        check(!effects.isEmpty(), "nothing that it removed");
        return effects;
    }

    private static JsonNode json(LocalSocket.Answer answer) throws IOException {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() >= 300) {
            throw new DockerException(text, answer.status());
        }
        check(!text.stripLeading().startsWith("<"), "a web page");
        return JsonTree.read(text);
    }

    private static void check(boolean fits, String otherwise) throws UnexpectedAnswer {
        if (!fits) {
            throw new UnexpectedAnswer(otherwise);
        }
    }
}
