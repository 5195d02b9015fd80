package dev.fairlead.rollout.wanted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of kubectl's JSONPath that names values. With or without braces:
 *
 * <ul>
 *   <li>{@code .status.phase}, {@code status.phase} — a field; a dot in its name is written {@code \.}
 *   <li>{@code .metadata.labels['app.kubernetes.io/name']} — a field with any name
 *   <li>{@code .spec.containers[0]}, {@code [-1]} — an element, counted from the end where negative
 *   <li>{@code .spec.containers[*].image} — all elements, or all fields
 *   <li>{@code .status.conditions[?(@.type=="Ready")].status} — the elements of which a field equals, or with {@code !=}
 *       does not equal, a string, a number or a boolean
 * </ul>
 *
 * Everything else of JSONPath — {@code ..}, ranges, unions, several expressions — is refused.
 */
final class JsonPath {
    private static final Pattern FIELD = Pattern.compile("\\.?((?:[^.\\[\\]{}'\"\\s\\\\]|\\\\.)+)");
    private static final Pattern QUOTED = Pattern.compile("\\[(?:'([^']*)'|\"([^\"]*)\")]");
    private static final Pattern INDEX = Pattern.compile("\\[(-?\\d{1,9})]");
    private static final Pattern ALL = Pattern.compile("\\[\\*]|\\.\\*");
    private static final Pattern FILTER =
            Pattern.compile("\\[\\?\\(\\s*@(\\.[^=!\\s]+)\\s*(==|!=)\\s*(?:'([^']*)'|\"([^\"]*)\"|([\\w.-]+))\\s*\\)]");

    private final String text;
    private final List<Step> steps;

    private JsonPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws OpsException of kind USAGE, with the place where it is not understood */
    static JsonPath parse(String typed) {
        String text = typed.strip();
        if (text.startsWith("{") && text.endsWith("}")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        List<Step> steps = new ArrayList<>();
        int at = text.startsWith("$") ? 1 : 0;
        while (at < text.length()) {
            Matcher read = matched(text, at, steps);
            if (read == null) {
                throw new OpsException(
                        FailureKind.USAGE,
                        "the JSONPath '" + typed + "' is not understood from '" + text.substring(at)
                                + "' on; write e.g. {.status.phase} or {.status.conditions[?(@.type==\"Ready\")].status}");
            }
            at = read.end();
        }
        if (steps.isEmpty()) {
            throw new OpsException(
                    FailureKind.USAGE, "the JSONPath '" + typed + "' names nothing; write e.g. {.status.phase}");
        }
        return new JsonPath(text.startsWith(".") || text.startsWith("[") ? text : "." + text, List.copyOf(steps));
    }

    /** Where the path at a text's beginning ends: at an equals sign outside of brackets and quotes, or at the end. */
    static int end(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == '=' && depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The values that the path leads to; none where it leads nowhere. */
    List<JsonNode> in(JsonNode object) {
        List<JsonNode> found = List.of(object);
        for (Step step : steps) {
            found = found.stream()
                    .flatMap(step::from)
                    .filter(node -> !node.isMissingNode() && !node.isNull())
                    .toList();
        }
        return found;
    }

    @Override
    public String toString() {
        return text;
    }

    private static @Nullable Matcher matched(String text, int at, List<Step> steps) {
        Matcher all = at(ALL, text, at);
        if (all.lookingAt()) {
            steps.add(node -> elements(node));
            return all;
        }
        Matcher quoted = at(QUOTED, text, at);
        if (quoted.lookingAt()) {
            String name = Optional.ofNullable(quoted.group(1)).orElse(quoted.group(2));
            steps.add(node -> Stream.of(node.path(name)));
            return quoted;
        }
        Matcher index = at(INDEX, text, at);
        if (index.lookingAt()) {
            int number = Integer.parseInt(index.group(1));
            steps.add(node -> Stream.of(node.path(number < 0 ? node.size() + number : number)));
            return index;
        }
        Matcher filter = at(FILTER, text, at);
        if (filter.lookingAt()) {
            steps.add(filter(filter));
            return filter;
        }
        Matcher field = at(FIELD, text, at);
        if (field.lookingAt() && (field.group().startsWith(".") || steps.isEmpty())) {
            String name = field.group(1).replaceAll("\\\\(.)", "$1");
            steps.add(node -> Stream.of(node.path(name)));
            return field;
        }
        return null;
    }

    private static Step filter(Matcher filter) {
        JsonPath path = parse(filter.group(1));
        boolean equal = filter.group(2).equals("==");
        String wanted = Stream.of(3, 4, 5)
                .flatMap(group -> Stream.ofNullable(filter.group(group)))
                .findFirst()
                .orElse("");
        return node -> elements(node)
                .filter(element -> equal
                        == path.in(element).stream()
                                .anyMatch(value -> value.asText().equals(wanted)));
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements.stream();
    }

    private static Matcher at(Pattern pattern, String text, int at) {
        return pattern.matcher(text).region(at, text.length());
    }

    @FunctionalInterface
    private interface Step {
        Stream<JsonNode> from(JsonNode node);
    }
}
