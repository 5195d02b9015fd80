package dev.fairlead.build.dockerfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of instructions as lists and pairs. */
public final class DockerfileWords {
    private DockerfileWords() {}

    /** The strings of a JSON array; empty where the text is none, which is another form and no mistake. */
    public static Optional<List<String>> json(String text) {
        return array(text).filter(DockerfileWords::holdsTextOnly).map(array -> {
            List<String> words = new ArrayList<>();
            array.forEach(word -> words.add(word.asText()));
            return words;
        });
    }

    /** Whether the text is a JSON array that holds something else than strings. */
    static boolean isListOfOthers(String text) {
        return array(text).filter(array -> !holdsTextOnly(array)).isPresent();
    }

    private static Optional<JsonNode> array(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            // Within another array, what follows the first value is no longer passed over.
            JsonNode values = JsonTree.read("[" + text + "]");
            return values.size() == 1 && values.get(0).isArray() ? Optional.of(values.get(0)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean holdsTextOnly(JsonNode array) {
        return array.valueStream().allMatch(JsonNode::isTextual);
    }

    /** A JSON array's strings, or else what stands between blanks. */
    public static List<String> listed(Instruction instruction) {
        return json(instruction.rest())
                .orElseGet(() -> List.of(instruction.rest().strip().split("\\s+")));
    }

    /** What ENTRYPOINT and CMD run: a JSON array as it is, any other text by the shell. */
    public static List<String> command(String text, List<String> shell) {
        return json(text).orElseGet(() -> {
            List<String> words = new ArrayList<>(shell);
            words.add(text);
            return words;
        });
    }

    /** Text between blanks, where quotes and the escape character keep blanks; both stay where they are. */
    public static List<String> split(String text, char escape) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            word.append(c);
            if (c == escape && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /**
     * The pairs of ENV and LABEL, names and values not expanded: {@code a=1 b=2}, or {@code a the rest}.
     *
     * @throws DockerfileProblem where a name has no value
     */
    public static Map<String, String> pairs(Instruction instruction) {
        List<String> words = split(instruction.rest(), instruction.escape());
        Map<String, String> pairs = new LinkedHashMap<>();
        if (!words.get(0).contains("=")) {
            String[] parts = instruction.rest().split("\\s+", 2);
            if (parts.length < 2) {
                throw instruction.problem(instruction.keyword() + " must have two arguments");
            }
            return Map.of(parts[0], parts[1]);
        }
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw instruction.problem(
                        "Syntax error - can't find = in \"" + word + "\". Must be of the form: name=value");
            }
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return pairs;
    }
}
