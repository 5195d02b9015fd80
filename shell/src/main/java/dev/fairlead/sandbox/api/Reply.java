package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** An answer that is there as a whole. */
public record Reply(int code, String contentType, byte[] body) {
    static Reply of(int code, JsonNode json) {
        return new Reply(code, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Reply text(int code, String text) {
        return new Reply(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
