package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.FieldManagers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server's refusal of a manifest means, with the place in the file. */
public final class ApplyFailures {
    private static final Pattern OWNER =
            Pattern.compile("conflict with \"(.*?)\"(?: with subresource \"(.*?)\")?( using .*)?$");
    private static final Pattern SCHEMA_PATH =
            Pattern.compile("(\\.[A-Za-z0-9_.\\-/]+(?:\\[[^]]*][A-Za-z0-9_.\\-/]*)*+): ");
    private static final Pattern NOT_TEXT =
            Pattern.compile("(\\.\\S+): expected string, got &value\\.valueUnstructured\\{Value:([^}\\s]*)}");
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"([^\"]+)\"");
    private static final Pattern SELECTOR = Pattern.compile("(\\w+)=\"?([^\",\\]]*)\"?");

    private ApplyFailures() {}

    /**
     * The same failure with the manifest's place, the object, and the owners of the fields where they conflict.
     *
     * @param line what was typed, to be typed again with {@code --force-conflicts}
     */
    public static OpsException of(Manifest manifest, ObjectRef object, ApiFailure failure, String line) {
        if (failure.kind() == FailureKind.CONFLICT) {
            List<String> owned = owners(failure.status());
            if (!owned.isEmpty()) {
                String fields = owned.size() == 1 ? "1 field belongs" : owned.size() + " fields belong";
                return new OpsException(
                        FailureKind.CONFLICT,
                        manifest.place() + ": " + object + ": " + fields + " to others",
                        owned,
                        List.of(line + " --force-conflicts"),
                        failure);
            }
        }
        if (failure.kind() == FailureKind.CONFLICT
                && manifest.object().at("/metadata/resourceVersion").isTextual()) {
            return new OpsException(
                    FailureKind.CONFLICT,
                    manifest.place(".metadata.resourceVersion") + ": " + object
                            + " was changed since the manifest was read from the cluster",
                    List.of(),
                    List.of("cluster get " + object + " -o yaml"),
                    failure);
        }
        if (aboutSchema(failure)) {
            return typo(manifest, object, failure);
        }
        return new OpsException(
                failure.kind(),
                manifest.place(firstField(manifest, failure)) + ": " + object + ": " + said(failure),
                failure.details(),
                failure.hints(),
                failure);
    }

    /** The server's words without the causes, which the details list. */
    private static String said(ApiFailure failure) {
        String said = failure.serverMessage();
        int end = said.indexOf(" is invalid: ");
        return end < 0 || failure.details().isEmpty() ? said : said.substring(0, end) + " is invalid";
    }

    /** {@code .spec.replicas: owned by argocd} for each cause of a conflict's Status, but for those that yield. */
    static List<String> owners(JsonNode status) {
        List<String> lines = new ArrayList<>();
        for (JsonNode cause : status.path("details").path("causes")) {
            Matcher owner = OWNER.matcher(cause.path("message").asText());
            if (owner.find() && !FieldManagers.yields(owner.group(1), owner.group(3) == null ? "Apply" : "Update")) {
                String subresource = owner.group(2) == null ? "" : " (" + owner.group(2) + ")";
                lines.add(cause.path("field").asText() + ": owned by " + owner.group(1) + subresource);
            }
        }
        return lines;
    }

    /** Whether it is a conflict of fields, none of which are held by anybody who does not yield. */
    static boolean allYield(JsonNode status) {
        return !status.path("details").path("causes").isEmpty()
                && owners(status).isEmpty();
    }

    private static boolean aboutSchema(ApiFailure failure) {
        String said = failure.serverMessage();
        return said.contains("failed to create typed patch object")
                || said.contains("field not declared in schema")
                || said.contains("strict decoding error");
    }

    /** Servers before 1.25 answer a field that does not exist with 500. */
    private static OpsException typo(Manifest manifest, ObjectRef object, ApiFailure failure) {
        String said = inWords(failure.serverMessage());
        String path = fieldPath(said);
        String reason = path.isEmpty()
                ? said
                : path + ": " + said.substring(said.lastIndexOf(": ") + 2).strip();
        return new OpsException(
                FailureKind.INVALID,
                manifest.place(indexed(path, manifest.object())) + ": " + object + ": " + reason,
                List.of(),
                List.of(),
                failure);
    }

    /** The first of the fields that are no strings, in words instead of the server's own types. */
    static String inWords(String message) {
        Matcher untyped = NOT_TEXT.matcher(message);
        return untyped.find() ? untyped.group(1) + ": " + ExpectedString.of(untyped.group(2)) : message;
    }

    /** The path of the field that a message is about; empty where it names none. */
    static String fieldPath(String message) {
        Matcher unknown = UNKNOWN_FIELD.matcher(message);
        if (unknown.find()) {
            return unknown.group(1).startsWith(".") ? unknown.group(1) : "." + unknown.group(1);
        }
        Matcher schema = SCHEMA_PATH.matcher(message);
        return schema.find() ? schema.group(1) : "";
    }

    /** With {@code containers[name="web"]} written as {@code containers[0]}, as the text has it. */
    static String indexed(String path, JsonNode object) {
        StringBuilder indexed = new StringBuilder();
        JsonNode at = object;
        for (String part : path.split("(?=\\.(?![^\\[]*]))|(?=\\[)")) {
            if (part.startsWith("[")) {
                int index = index(part, at);
                indexed.append('[').append(index).append(']');
                at = at.path(index);
            } else {
                indexed.append(part);
                at = at.path(part.replaceFirst("^\\.", ""));
            }
        }
        return indexed.toString();
    }

    private static int index(String part, JsonNode list) {
        if (part.matches("\\[\\d+]")) {
            return Integer.parseInt(part.substring(1, part.length() - 1));
        }
        for (int i = 0; i < list.size(); i++) {
            Matcher wanted = SELECTOR.matcher(part);
            boolean all = true;
            while (wanted.find()) {
                all &= list.path(i).path(wanted.group(1)).asText().equals(wanted.group(2));
            }
            if (all) {
                return i;
            }
        }
        return 0;
    }

    private static String firstField(Manifest manifest, ApiFailure failure) {
        String field = failure.status()
                .path("details")
                .path("causes")
                .path(0)
                .path("field")
                .asText("");
        return field.isEmpty() ? "" : indexed("." + field, manifest.object());
    }
}
