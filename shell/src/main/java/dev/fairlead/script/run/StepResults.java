package dev.fairlead.script.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.JsonTree;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.run.RecordedRun.RecordedStep;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What steps give, for reports and from recorded runs. */
final class StepResults {
    private final Secrets secrets;
    private boolean reported;

    StepResults(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Keeps what steps give in words of reports, too. */
    StepResults reporting() {
        reported = true;
        return this;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a step without a value is called for what it does
    static <T extends @Nullable Object> T none() {
        return (T) null;
    }

    /** A recorded value. */
    @SuppressWarnings({"unchecked", "NullAway"}) // it was written by the same step of the same text
    <T extends @Nullable Object> T read(RecordedStep recorded) throws ResultText.Unknown {
        return (T) ResumeState.results().read(recorded.result().orElseThrow());
    }

    /** A value, or what a failure holds, as commands show it in JSON; null where nothing is to be said. */
    @Nullable
    JsonNode report(@Nullable Object value) {
        Object said = value instanceof OpsException failure ? failure.result().orElse(null) : value;
        if (!reported || said == null || said instanceof Throwable) {
            return null;
        }
        try {
            String json = new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .registerModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
                    .writeValueAsString(said);
            return masked(JsonTree.read(json));
        } catch (IOException | RuntimeException e) {
            return new TextNode(secrets.mask(String.valueOf(said)));
        }
    }

    /** Text by text: as JSON, a secret may be spelt in another way. */
    private JsonNode masked(JsonNode node) {
        if (node.isTextual()) {
            return new TextNode(secrets.mask(node.asText()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode masked = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> masked.add(masked(element)));
            return masked;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode masked = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> masked.set(secrets.mask(field.getKey()), masked(field.getValue())));
            return masked;
        }
        return node;
    }
}
