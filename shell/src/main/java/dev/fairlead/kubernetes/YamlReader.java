package dev.fairlead.kubernetes;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerImpl;

/**
 * Reads YAML and JSON as kubectl does: scalars have the types that {@link YamlScalar} says, anchors and merge keys work,
 * and a text that begins with a brace is JSON, of which several documents may follow each other. A key that stands twice
 * is an error.
 */
public final class YamlReader {
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int DEEPEST = 500;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        // YAML 1.2's escape, which JSON and kubectl know and SnakeYAML does not.
        ScannerImpl.ESCAPE_REPLACEMENTS.putIfAbsent('/', "/");
    }

    private YamlReader() {}

    /**
     * The documents of a text, without the empty ones.
     *
     * @throws YamlSyntaxException where the text is neither YAML nor JSON
     */
    public static List<YamlDocument> documents(String text) throws YamlSyntaxException {
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (!marked.stripLeading().startsWith("{")) {
            return yaml(marked);
        }
        try {
            return json(marked);
        } catch (YamlSyntaxException asJson) {
            try {
                return yaml(marked);
            } catch (YamlSyntaxException asYaml) {
                throw marked.stripLeading().substring(1).stripLeading().startsWith("\"") ? asJson : asYaml;
            }
        }
    }

    /** The first document's nodes with their places in the text; null where there is none. */
    static Node compose(String text) throws YamlSyntaxException {
        try {
            return yaml().compose(new CancellableText(text));
        } catch (YAMLException e) {
            throw syntax(e);
        }
    }

    private static List<YamlDocument> yaml(String text) throws YamlSyntaxException {
        List<YamlDocument> documents = new ArrayList<>();
        try {
            for (Node node : yaml().composeAll(new CancellableText(text))) {
                JsonNode value = new YamlValue().of(node);
                if (!value.isNull()) {
                    documents.add(new YamlDocument(value, node.getStartMark().getLine() + 1, FieldLines.of(node)));
                }
            }
        } catch (YAMLException e) {
            throw syntax(e);
        }
        return documents;
    }

    private static List<YamlDocument> json(String text) throws YamlSyntaxException {
        List<YamlDocument> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> values =
                JSON.readerFor(JsonNode.class).readValues((Reader) new CancellableText(text))) {
            while (values.hasNextValue()) {
                int line = values.getCurrentLocation().getLineNr();
                documents.add(new YamlDocument(values.nextValue(), line, FieldLines.NONE));
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new YamlSyntaxException(
                    at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), problem(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
        return documents.size() == 1 ? List.of(located(documents.get(0), text)) : documents;
    }

    /** What Jackson says, without the names of its own settings and of where it thinks that the text is from. */
    private static String problem(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll(" \\(start marker at .*", "").replaceAll(", from `[^`]*`", "");
    }

    /** With the lines of its fields where it is YAML too, as most JSON is: YAML takes no tabs between tokens. */
    private static YamlDocument located(YamlDocument json, String text) {
        int begin = text.indexOf('{');
        int line = 1
                + (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
        return new YamlDocument(json.value(), line, FieldLines.later(() -> {
            try {
                return compose(text);
            } catch (YamlSyntaxException e) {
                return null;
            }
        }));
    }

    private static Yaml yaml() {
        DumperOptions dumper = new DumperOptions();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new Untyped());
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

    /** Leaves the type of a plain scalar open, which {@link YamlScalar} finds; SnakeYAML's own are YAML 1.1's. */
    private static final class Untyped extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind != NodeId.scalar ? super.resolve(kind, value, implicit) : implicit ? YamlValue.PLAIN : Tag.STR;
        }
    }

    /** A text whose reading ends with an interruption; the readers of documents know of none. */
    private static final class CancellableText extends StringReader {
        CancellableText(String text) {
            super(text);
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            Cancelled.check("cancelled while a document was read");
            return super.read(into, offset, length);
        }
    }
}
