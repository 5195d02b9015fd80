package dev.fairlead.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.YamlDocument;
import dev.fairlead.kubernetes.YamlReader;
import dev.fairlead.kubernetes.YamlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a YAML list of gates. */
final class GateFile {
    private static final String EXAMPLE = "- http: {path: /healthz, status: 200}";

    private final String file;

    GateFile(String file) {
        this.file = file;
    }

    List<GateSpec> read(String yaml) {
        List<GateSpec> gates = new ArrayList<>();
        for (YamlDocument document : documents(yaml)) {
            JsonNode list = document.value();
            if (!list.isArray()) {
                throw wrong(document.line(), "it must be a list of gates");
            }
            for (int i = 0; i < list.size(); i++) {
                gates.add(gate(list.get(i), document.lines().at("[" + i + "]").orElse(document.line())));
            }
        }
        if (gates.isEmpty()) {
            throw wrong(1, "it lists no gate");
        }
        return List.copyOf(gates);
    }

    private List<YamlDocument> documents(String yaml) {
        try {
            return YamlReader.documents(yaml);
        } catch (YamlSyntaxException e) {
            throw wrong(e.line(), e.problem());
        }
    }

    private GateSpec gate(JsonNode item, int line) {
        try {
            GateText text = item.isTextual() ? GateText.of(item.asText()) : text(item, line);
            return GateKinds.of(text).read(text);
        } catch (OpsException e) {
            String where = file + ":" + line + ": ";
            String message = e.message().startsWith(where) ? e.message() : where + e.message();
            return throwing(new OpsException(e.kind(), message, e.details(), e.hints(), e));
        }
    }

    private static GateSpec throwing(OpsException failure) {
        throw failure;
    }

    private GateText text(JsonNode item, int line) {
        if (!item.isObject() || item.size() != 1) {
            throw wrong(line, "a gate is a text or a map with its kind as the only key");
        }
        Map.Entry<String, JsonNode> only = item.properties().iterator().next();
        GateText text = new GateText(only.getKey());
        JsonNode value = only.getValue();
        if (value.isValueNode()) {
            return value.isNull() ? text : text.argument(value.asText().strip());
        }
        if (!value.isObject()) {
            throw wrong(line, only.getKey() + ": its options are a map");
        }
        value.properties().forEach(option -> add(text, option.getKey(), option.getValue(), line));
        return text;
    }

    private void add(GateText text, String option, JsonNode value, int line) {
        if (value.isValueNode()) {
            text.add(option, value.isNull() ? "" : value.asText());
        } else if (value.isObject()) {
            value.properties().forEach(one -> add(text, option, one, line));
        } else {
            value.forEach(one -> {
                if (!one.isValueNode()) {
                    throw wrong(line, option + ": its values must be plain");
                }
                text.add(option, one.asText());
            });
        }
    }

    private void add(GateText text, String option, Map.Entry<String, JsonNode> one, int line) {
        if (!one.getValue().isValueNode()) {
            throw wrong(line, option + ": its values must be plain");
        }
        text.add(option, one.getKey() + ": " + one.getValue().asText());
    }

    private OpsException wrong(int line, String why) {
        return new OpsException(FailureKind.USAGE, file + ":" + line + ": " + why).hint(EXAMPLE);
    }
}
