package dev.fairlead.kubernetes;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as kubectl does, which is YAML 1.1 with JSON's types: {@code 0644} is octal, {@code yes} is true, anchors
 * and merge keys work, dates and {@code 12:30} stay text. A key that stands twice is an error.
 */
public final class YamlReader {
    private static final int LARGEST = 64 * 1024 * 1024;

    private YamlReader() {}

    /**
     * The documents of a text, without the empty ones.
     *
     * @throws YamlSyntaxException where the text is neither YAML nor JSON
     */
    public static List<YamlDocument> documents(String text) throws YamlSyntaxException {
        String trimmed = text.stripLeading();
        return trimmed.startsWith("{") && trimmed.indexOf('\t') >= 0 ? json(text) : yaml(text);
    }

    /** The first document's nodes with their places in the text; null where there is none. */
    static Node compose(String text) throws YamlSyntaxException {
        try {
            return yaml(new Plain(options())).compose(new StringReader(text));
        } catch (YAMLException e) {
            throw syntax(e);
        }
    }

    private static List<YamlDocument> yaml(String text) throws YamlSyntaxException {
        List<YamlDocument> documents = new ArrayList<>();
        try {
            Plain plain = new Plain(options());
            for (Node node : yaml(plain).composeAll(new StringReader(text))) {
                Map<String, Integer> lines = new LinkedHashMap<>();
                lines(node, "", lines);
                JsonNode value = json(plain.value(node));
                if (!value.isNull()) {
                    documents.add(new YamlDocument(value, node.getStartMark().getLine() + 1, lines));
                }
            }
        } catch (YAMLException e) {
            throw syntax(e);
        }
        return documents;
    }

    /** YAML takes no tabs between tokens, JSON does. */
    private static List<YamlDocument> json(String text) throws YamlSyntaxException {
        List<YamlDocument> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> values =
                new ObjectMapper().readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNextValue()) {
                documents.add(new YamlDocument(values.nextValue(), 1, Map.of()));
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new YamlSyntaxException(
                    at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
        return documents;
    }

    private static Yaml yaml(Plain plain) {
        DumperOptions dumper = new DumperOptions();
        return new Yaml(plain, new Representer(dumper), dumper, options(), new JsonTypes());
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(LARGEST);
        return options;
    }

    private static YamlSyntaxException syntax(YAMLException e) {
        Mark mark = e instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        String problem = e instanceof MarkedYAMLException marked && marked.getProblem() != null
                ? marked.getProblem()
                : String.valueOf(e.getMessage());
        String first = problem.lines().findFirst().orElse("");
        return new YamlSyntaxException(
                mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, first, e);
    }

    private static void lines(Node node, String path, Map<String, Integer> into) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple field : mapping.getValue()) {
                if (field.getKeyNode() instanceof ScalarNode key) {
                    String below = path + "." + key.getValue();
                    into.put(below, key.getStartMark().getLine() + 1);
                    lines(field.getValueNode(), below, into);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                Node item = sequence.getValue().get(i);
                into.put(path + "[" + i + "]", item.getStartMark().getLine() + 1);
                lines(item, path + "[" + i + "]", into);
            }
        }
    }

    private static JsonNode json(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), json(item)));
            return object;
        }
        if (value instanceof Iterable<?> items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(json(item)));
            return array;
        }
        return value == null ? NullNode.getInstance() : scalar(value);
    }

    private static JsonNode scalar(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Long number) {
            return nodes.numberNode(number);
        }
        if (value instanceof java.math.BigInteger number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Double number) {
            return nodes.numberNode(number);
        }
        if (value instanceof byte[] bytes) {
            return nodes.textNode(java.util.Base64.getEncoder().encodeToString(bytes));
        }
        return nodes.textNode(value.toString());
    }

    /** Opens the construction of a value from nodes, whose places are wanted too. */
    private static final class Plain extends SafeConstructor {
        Plain(LoaderOptions options) {
            super(options);
        }

        Object value(Node node) {
            return constructDocument(node);
        }
    }

    /** Without dates and numbers to the base of 60, which JSON and the API server do not know. */
    private static final class JsonTypes extends Resolver {
        private static final Pattern WHOLE = Pattern.compile(
                "^(?:[-+]?0b_*[0-1_]+|[-+]?0_*[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x_*[0-9a-fA-F_]+)$");
        private static final Pattern FRACTION = Pattern.compile(
                "^([-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?(?:[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)"
                        + "|\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO", 10);
            addImplicitResolver(Tag.INT, WHOLE, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FRACTION, "-+0123456789.");
            addImplicitResolver(Tag.MERGE, MERGE, "<", 10);
            addImplicitResolver(Tag.NULL, NULL, "~nN\0", 10);
            addImplicitResolver(Tag.NULL, EMPTY, null, 10);
        }
    }
}
