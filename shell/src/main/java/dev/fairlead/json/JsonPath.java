package dev.fairlead.json;

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
 *   <li>{@code .spec.containers[*].image} — all elements, or all fields; {@code [0:2]} — those of a range
 *   <li>{@code .status.conditions[?(@.type=="Ready")].status} — the elements of which a field equals, or with {@code !=}
 *       does not equal, a string, a number or a boolean; numbers are compared by {@code <}, {@code >=} and so on too
 *   <li>{@code ..image} — a field of this name, however deep
 * </ul>
 *
 * Everything else of JSONPath — unions, steps in a range, several expressions — is refused.
 */
public final class JsonPath {
    private static final Pattern FIELD = Pattern.compile("\\.?((?:[^.\\[\\]{}'\"\\s\\\\]|\\\\.)++)");
    private static final Pattern QUOTED = Pattern.compile("\\[(?:'([^']*)'|\"([^\"]*)\")]");
    private static final Pattern INDEX = Pattern.compile("\\[(-?\\d{1,9})]");
    private static final Pattern RANGE = Pattern.compile("\\[(-?\\d{1,9})?:(-?\\d{1,9})?]");
    private static final Pattern DEEP = Pattern.compile("\\.\\.((?:[^.\\[\\]{}'\"\\s\\\\*]|\\\\.)++)");
    private static final Pattern ALL = Pattern.compile("\\[\\*]|\\.\\*");
    private static final Pattern FILTER = Pattern.compile(
            "\\[\\?\\(\\s*@(\\.[^=!<>\\s]+)\\s*(==|!=|<=|>=|<|>)\\s*(?:'([^']*)'|\"([^\"]*)\"|([\\w.-]+))\\s*\\)]");

    private final String text;
    private final List<Step> steps;

    private JsonPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** @throws OpsException of kind USAGE, with the place where it is not understood */
    public static JsonPath parse(String typed) {
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
    public static int end(String text) {
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
    public List<JsonNode> in(JsonNode object) {
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
        Matcher range = at(RANGE, text, at);
        if (range.lookingAt()) {
            steps.add(node -> range(node, range.group(1), range.group(2)));
            return range;
        }
        Matcher deep = at(DEEP, text, at);
        if (deep.lookingAt()) {
            String name = deep.group(1).replaceAll("\\\\(.)", "$1");
            steps.add(node -> node.findValues(name).stream());
            return deep;
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
        String comparison = filter.group(2);
        String wanted = Stream.of(3, 4, 5)
                .flatMap(group -> Stream.ofNullable(filter.group(group)))
                .findFirst()
                .orElse("");
        return node -> elements(node).filter(element -> isTrue(path.in(element), comparison, wanted));
    }

    private static boolean isTrue(List<JsonNode> values, String comparison, String wanted) {
        boolean same = values.stream().anyMatch(value -> value.asText().equals(wanted));
        return switch (comparison) {
            case "==" -> same;
            case "!=" -> !same;
            default -> values.stream().anyMatch(value -> isOrdered(value, comparison, wanted));
        };
    }

    private static boolean isOrdered(JsonNode value, String comparison, String wanted) {
        if (!value.isNumber() || !wanted.matches("-?\\d+(\\.\\d+)?")) {
            return false;
        }
        int order = Double.compare(value.asDouble(), Double.parseDouble(wanted));
        return comparison.endsWith("=") && order == 0 || (comparison.startsWith("<") ? order < 0 : order > 0);
    }

    private static Stream<JsonNode> range(JsonNode node, @Nullable String from, @Nullable String to) {
        int size = node.size();
        int first = from == null ? 0 : Integer.parseInt(from);
        int end = to == null ? size : Integer.parseInt(to);
        return elements(node)
                .skip(Math.max(0, first < 0 ? size + first : first))
                .limit(Math.max(
                        0, Math.min(size, end < 0 ? size + end : end) - Math.max(0, first < 0 ? size + first : first)));
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
