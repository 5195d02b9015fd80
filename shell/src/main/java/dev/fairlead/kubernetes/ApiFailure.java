package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;

/** A refusal of the API server, with the Status that it sent. */
public final class ApiFailure extends OpsException {
    private final int code;
    private final transient JsonNode status;

    ApiFailure(FailureKind kind, String message, List<String> details, List<String> hints, int code, JsonNode status) {
        super(kind, message, details, hints, null);
        this.code = code;
        this.status = status;
    }

    /** The HTTP status code. */
    public int code() {
        return code;
    }

    /** A {@code Status} object; missing where something in between answered with other words. */
    public JsonNode status() {
        return status;
    }

    /** The server's own words, without where and what was asked. */
    public String serverMessage() {
        return status.path("message").asText(message());
    }
}
