package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A field that a verb had set and an apply sets as its manifest says.
 *
 * @param path in the steps of a {@link FieldSet}
 * @param was what the verb had set
 * @param becomes what the manifest says; missing where it says nothing of it any more
 * @param verb what was typed, e.g. {@code rollout deploy}
 * @param time when, as the server has it; may be empty
 */
public record RevertedField(List<String> path, JsonNode was, JsonNode becomes, String verb, String time) {
    private static final String IMAGE = "f:image";

    public boolean isImage() {
        return path.get(path.size() - 1).equals(IMAGE) && was.isTextual();
    }

    public boolean isReplicas() {
        return path.equals(FieldOwnership.REPLICAS);
    }

    public boolean isOfPods() {
        return FieldSet.within(path, List.of("f:spec", "f:template"));
    }

    /** The container whose field it is. */
    public Optional<String> container() {
        return path.stream()
                .filter(step -> step.startsWith("k:{\"name\":\""))
                .map(step -> step.substring("k:{\"name\":\"".length(), step.length() - 2))
                .findFirst();
    }

    /**
     * {@code image web:v2, set by rollout deploy 3 minutes ago, goes back to web:v1}. Values of other fields than the
     * image and the count of pods are not shown: they may be secrets.
     *
     * @param now by the server's clock
     */
    public String words(Instant now) {
        String set = ", set by " + verb + age(now) + ", ";
        if (!isImage() && !isReplicas()) {
            return FieldPath.shown(path) + set + (becomes.isMissingNode() ? "goes" : "becomes what the manifest says");
        }
        return (isImage() ? "image " : "replicas ")
                + was.asText()
                + set
                + (becomes.isMissingNode() ? "goes" : "goes back to " + becomes.asText());
    }

    private String age(Instant now) {
        try {
            long seconds =
                    Math.max(0, Duration.between(Instant.parse(time), now).toSeconds());
            return seconds < 60
                    ? " just now"
                    : seconds < 3600
                            ? counted(seconds / 60, "minute")
                            : seconds < 86_400 ? counted(seconds / 3600, "hour") : counted(seconds / 86_400, "day");
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private static String counted(long count, String unit) {
        return " " + count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }
}
