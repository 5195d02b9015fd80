package dev.fairlead.script.io;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.Invalid;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server answered.
 *
 * @param url as it was asked, with its credentials masked
 * @param headers by name; upper and lower case are alike
 * @param body as text, in the charset that the server says, UTF-8 if it says none
 */
public record HttpResponse(String url, int status, Map<String, List<String>> headers, String body) {
    /** Header names are compared without regard to case. */
    public HttpResponse {
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = sorted;
    }

    /** Whether the status is 2xx. */
    public boolean succeeded() {
        return status / 100 == 2;
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The body as JSON.
     *
     * @throws Invalid when it is none
     */
    public JsonNode json() {
        try {
            return JsonTree.read(body);
        } catch (IOException e) {
            throw new Invalid(new OpsException(
                    FailureKind.INVALID,
                    "the answer of " + url + " is no JSON: " + ProgramResult.firstLine(String.valueOf(e.getMessage())),
                    e));
        }
    }
}
