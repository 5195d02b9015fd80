package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.UserFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One cluster or user of a kubeconfig, whose fields must have the types that kubectl wants.
 *
 * @param what as messages call it, e.g. {@code cluster dev}
 */
record KubeEntry(String what, JsonNode fields) {
    /** A text that is not empty. */
    Optional<String> text(String field) {
        JsonNode value = fields.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrongType(field, value, "a text; put it in quotes");
        }
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    boolean flag(String field) {
        JsonNode value = fields.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw wrongType(field, value, "true or false");
        }
        return value.asBoolean();
    }

    List<String> texts(String field) {
        JsonNode list = fields.path(field);
        List<String> texts = new ArrayList<>();
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw wrongType(field, list, "a list");
        }
        for (JsonNode value : list) {
            if (!value.isTextual()) {
                throw wrongType(field, value, "texts; put them in quotes");
            }
            texts.add(value.asText());
        }
        return texts;
    }

    /** An entry within this one; empty where there is none. */
    Optional<KubeEntry> entry(String field) {
        JsonNode value = fields.path(field);
        return value.isObject() ? Optional.of(new KubeEntry(field + " of " + what, value)) : Optional.empty();
    }

    /** What a field's {@code -data} holds, or the file that the field names; not both. */
    Optional<byte[]> data(String field) {
        Optional<String> encoded = text(field + "-data");
        Optional<String> file = text(field);
        if (encoded.isPresent() && file.isPresent()) {
            throw invalid("has both " + field + " and " + field + "-data");
        }
        return encoded.isPresent() ? encoded.map(text -> decoded(field, text)) : file.map(path -> file(field, path));
    }

    OpsException invalid(String why) {
        return new OpsException(FailureKind.INVALID, what + " of the kubeconfig " + why);
    }

    /** Line ends are passed over, as Go does; nothing else is. */
    private byte[] decoded(String field, String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("[\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "the " + field + "-data of " + what + " of the kubeconfig is not valid base64: " + e.getMessage(),
                    e);
        }
    }

    private byte[] file(String field, String path) {
        try {
            return UserFile.bytes(Path.of(path));
        } catch (NoSuchFileException e) {
            throw new OpsException(
                    FailureKind.NOT_FOUND,
                    "the " + field + " of " + what + " of the kubeconfig is missing: " + path,
                    e);
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.DENIED,
                    "cannot read the " + field + " of " + what + " of the kubeconfig: " + path + ": "
                            + SystemFailures.why(e),
                    e);
        }
    }

    private OpsException wrongType(String field, JsonNode value, String wanted) {
        String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        return invalid("has a " + type + " as its " + field + ", which should be " + wanted);
    }
}
