package dev.fairlead.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.build.dockerfile.Expansion;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.build.dockerfile.Words;
import dev.fairlead.oci.ImageDraft;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a stage: what ARG declared in it, and over that the environment that the image has. */
final class StageVariables {
    private final ImageDraft draft;
    private final Map<String, String> outer;
    private final Map<String, String> given;
    private final Map<String, String> declared = new LinkedHashMap<>();

    /**
     * @param outer the arguments before the first stage
     * @param given on the line
     */
    StageVariables(ImageDraft draft, Map<String, String> outer, Map<String, String> given) {
        this.draft = draft;
        this.outer = outer;
        this.given = given;
    }

    /** Takes an ARG: the line's value before the file's own, and that before the one of the same name outside. */
    static void declare(
            Instruction argument,
            Map<String, String> given,
            Map<String, String> outer,
            Map<String, String> seen,
            Map<String, String> into) {
        for (String word : Words.split(argument.rest())) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (given.containsKey(name)) {
                into.put(name, given.getOrDefault(name, ""));
            } else if (equals >= 0) {
                into.put(name, Expansion.of(argument, word.substring(equals + 1), seen));
            } else if (outer.containsKey(name)) {
                into.put(name, outer.getOrDefault(name, ""));
            }
        }
    }

    void declare(Instruction argument) {
        Map<String, String> platform = new HashMap<>(outer);
        String[] parts = draft.platform().split("/", 3);
        platform.putIfAbsent("TARGETPLATFORM", draft.platform());
        platform.putIfAbsent("TARGETOS", parts[0]);
        platform.putIfAbsent("TARGETARCH", parts[1]);
        platform.putIfAbsent("TARGETVARIANT", parts.length > 2 ? parts[2] : "");
        declare(argument, given, platform, all(), declared);
    }

    void environment(Instruction instruction) {
        Map<String, String> before = all();
        Words.pairs(instruction)
                .forEach((name, value) ->
                        set(Expansion.of(instruction, name, before), Expansion.of(instruction, value, before)));
    }

    String expand(Instruction instruction, String text) {
        return Expansion.of(instruction, text, all());
    }

    List<String> expand(Instruction instruction, List<String> words) {
        Map<String, String> variables = all();
        return words.stream()
                .map(word -> Expansion.of(instruction, word, variables))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    Map<String, String> all() {
        Map<String, String> variables = new LinkedHashMap<>(declared);
        for (JsonNode pair : draft.run().path("Env")) {
            String[] parts = pair.asText().split("=", 2);
            variables.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return variables;
    }

    private void set(String name, String value) {
        ArrayNode environment = draft.run().withArrayProperty("Env");
        for (int i = 0; i < environment.size(); i++) {
            if (environment.get(i).asText().startsWith(name + "=")) {
                environment.set(i, name + "=" + value);
                return;
            }
        }
        environment.add(name + "=" + value);
    }
}
