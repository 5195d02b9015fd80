package dev.fairlead.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.build.dockerfile.DockerfileWords;
import dev.fairlead.build.dockerfile.Expansion;
import dev.fairlead.build.dockerfile.HereDocument;
import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.oci.ImageDraft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a stage: what ARG and ENV set in it, the later over the earlier, on top of what its base has. */
final class StageVariables {
    private final ImageDraft draft;
    private final Map<String, String> outer;
    private final Map<String, String> given;
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * @param base those of the stage that this one begins with; empty where it begins with an image
     * @param outer what an ARG without a value takes: the arguments before the first stage and the predefined ones
     * @param given on the line
     */
    StageVariables(ImageDraft draft, Map<String, String> base, Map<String, String> outer, Map<String, String> given) {
        this.draft = draft;
        this.outer = outer;
        this.given = given;
        for (JsonNode pair : draft.run().path("Env")) {
            String[] parts = pair.asText().split("=", 2);
            values.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        values.putAll(base);
    }

    /** Takes an ARG: the line's value before the file's own, and that before the one of the same name outside. */
    static void declare(
            Instruction argument, Map<String, String> given, Map<String, String> outer, Map<String, String> into) {
        for (String word : DockerfileWords.split(argument.rest(), argument.escape())) {
            int equals = word.indexOf('=');
            String name = Expansion.of(argument, equals < 0 ? word : word.substring(0, equals), into);
            if (given.containsKey(name)) {
                into.put(name, given.getOrDefault(name, ""));
            } else if (equals >= 0) {
                into.put(name, Expansion.of(argument, word.substring(equals + 1), into));
            } else if (outer.containsKey(name)) {
                into.put(name, outer.getOrDefault(name, ""));
            }
        }
    }

    void declare(Instruction argument) {
        declare(argument, given, outer, values);
    }

    void environment(Instruction instruction) {
        Map<String, String> before = all();
        DockerfileWords.pairs(instruction)
                .forEach((name, value) ->
                        set(Expansion.of(instruction, name, before), Expansion.of(instruction, value, before)));
    }

    String expand(Instruction instruction, String text) {
        return Expansion.of(instruction, text, values);
    }

    String expand(Instruction instruction, HereDocument document) {
        return Expansion.of(instruction, document, values);
    }

    List<String> expand(Instruction instruction, List<String> words) {
        return words.stream()
                .map(word -> Expansion.of(instruction, word, values))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    Map<String, String> all() {
        return new LinkedHashMap<>(values);
    }

    private void set(String name, String value) {
        values.put(name, value);
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
