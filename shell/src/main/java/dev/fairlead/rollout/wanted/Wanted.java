package dev.fairlead.rollout.wanted;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;

/** What an object shall be; {@code toString()} is what a user types. */
public sealed interface Wanted permits Wanted.Current, Wanted.Created, Wanted.Deleted, WantedCondition, WantedValue {
    /** The beginnings of everything that {@link #parse} takes. */
    List<String> FORMS = List.of(
            "current",
            "condition=Available",
            "condition=Ready",
            "condition=Complete",
            "jsonpath={.status.phase}=",
            "create",
            "delete");

    /** Whether an object that exists is so now. */
    Answer of(JsonNode object);

    /** Whether the newest revision of a workload must come up for it, so that its failure ends the wait. */
    default boolean needsHealth() {
        return false;
    }

    /**
     * @param reached whether it is what is wanted
     * @param value what it is now, in words
     */
    record Answer(boolean reached, String value) {}

    /**
     * Reads {@code current}, {@code condition=TYPE[=STATUS]}, {@code jsonpath=EXPRESSION[=VALUE]}, {@code create} or
     * {@code delete}.
     *
     * @throws OpsException of kind USAGE
     * @see dev.fairlead.json.JsonPath
     */
    static Wanted parse(String text) {
        int equals = text.indexOf('=');
        String form = equals < 0 ? text : text.substring(0, equals);
        String rest = equals < 0 ? "" : text.substring(equals + 1);
        boolean alone = equals < 0;
        if (form.equals("condition") && !rest.isEmpty()) {
            return WantedCondition.parse(rest);
        } else if (form.equals("jsonpath") && !rest.isEmpty()) {
            return WantedValue.parse(rest);
        } else if (alone && form.equals("current")) {
            return new Current();
        } else if (alone && (form.equals("create") || form.equals("created"))) {
            return new Created();
        } else if (alone && (form.equals("delete") || form.equals("deleted"))) {
            return new Deleted();
        }
        throw new OpsException(
                FailureKind.USAGE,
                "'" + text + "' is nothing to wait for; write current, condition=Available, condition=Ready=False,"
                        + " jsonpath={.status.phase}=Running, create or delete");
    }

    /** As good as its kind gets: the object is followed and judged instead of asked. */
    record Current() implements Wanted {
        @Override
        public Answer of(JsonNode object) {
            throw new UnsupportedOperationException("what shall be current is judged, with all that belongs to it");
        }

        @JsonValue
        @Override
        public String toString() {
            return "current";
        }
    }

    /** There. */
    record Created() implements Wanted {
        @Override
        public Answer of(JsonNode object) {
            return new Answer(true, "there");
        }

        @JsonValue
        @Override
        public String toString() {
            return "create";
        }
    }

    /** Gone. */
    record Deleted() implements Wanted {
        @Override
        public Answer of(JsonNode object) {
            JsonNode metadata = object.path("metadata");
            StringBuilder value = new StringBuilder(
                    metadata.has("deletionTimestamp") ? "is being deleted" : "is there, and nobody deletes it");
            metadata.path("finalizers")
                    .forEach(finalizer -> value.append(", kept by finalizer ").append(finalizer.asText()));
            return new Answer(false, value.toString());
        }

        @JsonValue
        @Override
        public String toString() {
            return "delete";
        }
    }
}
