package dev.fairlead.release.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.FormatVersion;

/** Plans and records as JSON; what is read gives an equal one. */
public final class PlanText {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A plan that a newer fairlead wrote may hold what this one does not know, and must not half understand.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The second records the intent of every write. */
    private static final FormatVersion VERSION = new FormatVersion(2);

    private PlanText() {}

    static String of(Object value) {
        return write(value, false);
    }

    public static String pretty(Object value) {
        return write(value, true);
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @param where it stands, for the message
     * @throws OpsException of kind INVALID, also for what a newer fairlead has written
     */
    public static <T> T read(String json, Class<T> type, String where) {
        try {
            JsonNode read = MAPPER.readTree(json);
            VERSION.require(read.path(FormatVersion.FIELD).asInt(1), where);
            if (read instanceof ObjectNode object) {
                object.remove(FormatVersion.FIELD);
            }
            return MAPPER.treeToValue(read, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new OpsException(
                    FailureKind.INVALID,
                    where + " cannot be read by this version of fairlead: "
                            + (e instanceof JsonProcessingException json1
                                    ? json1.getOriginalMessage()
                                    : e.getMessage()),
                    e);
        }
    }

    private static String write(Object value, boolean pretty) {
        try {
            ObjectNode text = MAPPER.createObjectNode().put(FormatVersion.FIELD, VERSION.current());
            text.setAll((ObjectNode) MAPPER.valueToTree(value));
            return pretty
                    ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(text)
                    : MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
