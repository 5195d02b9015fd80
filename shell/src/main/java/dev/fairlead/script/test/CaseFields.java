package dev.fairlead.script.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.FieldLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A mapping in a file of cases; what is wrong with it is told with its line. */
final class CaseFields {
    private final String file;
    private final FieldLines lines;
    private final String path;
    private final JsonNode value;

    /** @param lines where the fields of the file stand */
    CaseFields(String file, FieldLines lines, String path, JsonNode value) {
        this.file = file;
        this.lines = lines;
        this.path = path;
        this.value = value;
    }

    /** The same where it is a mapping with no other fields than these. */
    CaseFields only(String what, List<String> known) {
        if (!value.isObject()) {
            throw wrong("", what + " is a mapping with " + String.join(", ", known));
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                List<String> near = NearestNames.to(name, known, 1);
                throw wrong(
                        name,
                        what + " has no \"" + name + "\""
                                + (near.isEmpty() ? "; it has " + String.join(", ", known) : "; " + near.get(0) + "?"));
            }
        });
        return this;
    }

    boolean has(String name) {
        return value.has(name) && !value.path(name).isNull();
    }

    CaseFields at(String name) {
        return new CaseFields(file, lines, path + "." + name, value.path(name));
    }

    /** The items of a list; none where there is none. */
    List<CaseFields> list(String name) {
        JsonNode list = value.path(name);
        if (has(name) && !list.isArray()) {
            throw wrong(name, name + " is a list");
        }
        List<CaseFields> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            items.add(new CaseFields(file, lines, path + "." + name + "[" + i + "]", list.get(i)));
        }
        return items;
    }

    /** A text; empty where there is none. */
    String text(String name) {
        if (has(name) && !value.path(name).isValueNode()) {
            throw wrong(name, name + " is a text");
        }
        return has(name) ? value.path(name).asText() : "";
    }

    /** A text that may stand alone or in a list. */
    List<String> texts(String name) {
        if (value.path(name).isValueNode() && has(name)) {
            return List.of(text(name));
        }
        return list(name).stream().map(CaseFields::own).toList();
    }

    /** Names with their texts, in the file's order. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        if (has(name) && !value.path(name).isObject()) {
            throw wrong(name, name + " is a mapping");
        }
        value.path(name).fieldNames().forEachRemaining(key -> map.put(key, at(name).text(key)));
        return map;
    }

    boolean isText() {
        return value.isTextual();
    }

    /** This itself, as a text. */
    String own() {
        if (!value.isValueNode()) {
            throw wrong("", "a text is wanted here");
        }
        return value.asText();
    }

    boolean flag(String name) {
        if (has(name) && !value.path(name).isBoolean()) {
            throw wrong(name, name + " is true or false");
        }
        return value.path(name).asBoolean(false);
    }

    Optional<Integer> number(String name) {
        if (has(name) && !value.path(name).isInt()) {
            throw wrong(name, name + " is a whole number");
        }
        return has(name) ? Optional.of(value.path(name).asInt()) : Optional.empty();
    }

    /** What is read of it; a failure is told with its line. */
    <T> T read(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (OpsException e) {
            String where = file + ":" + line(name) + ": ";
            throw new OpsException(FailureKind.INVALID, where + e.message(), e.details(), e.hints(), e);
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()));
        }
    }

    /** {@code file:line}. */
    String place() {
        return file + ":" + line("");
    }

    /** @param name empty for this itself */
    OpsException wrong(String name, String why) {
        return new OpsException(FailureKind.INVALID, file + ":" + line(name) + ": " + why);
    }

    private int line(String name) {
        Optional<Integer> own = name.isEmpty() ? Optional.empty() : lines.at(path + "." + name);
        return own.or(() -> lines.at(path)).orElse(1);
    }
}
