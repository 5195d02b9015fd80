package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.kubernetes.AliasLimit.Place;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The JSON value of one YAML document. Where YAML says what JSON cannot hold, the place of it is in the exception. */
final class YamlValue {
    /** Of a scalar that is neither quoted nor tagged. */
    static final Tag PLAIN = new Tag("!plain");

    private static final int BETWEEN_CHECKS = 1_000;

    private final Set<Node> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AliasLimit aliases = new AliasLimit();
    private int made;

    JsonNode of(Node document) {
        return of(document, new Place(null, 0));
    }

    private JsonNode of(Node node, Place place) {
        if (++made % BETWEEN_CHECKS == 0) {
            Cancelled.check("cancelled while a document was read");
        }
        boolean alias = aliases.enter(node, place);
        if (aliases.isPassed()) {
            throw new Unreadable("the aliases make the document too large", node.getStartMark());
        }
        JsonNode value = node instanceof ScalarNode scalar ? scalar(scalar) : collection(node);
        aliases.leave(alias);
        return value;
    }

    private JsonNode collection(Node node) {
        if (!within.add(node)) {
            throw new Unreadable("an anchor holds an alias of itself", node.getStartMark());
        }
        JsonNode value = node instanceof MappingNode mapping ? mapping(mapping) : sequence((SequenceNode) node);
        within.remove(node);
        return value;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        try {
            return scalar.getTag().equals(PLAIN)
                    ? YamlScalar.plain(scalar.getValue())
                    : YamlScalar.tagged(scalar.getTag(), scalar.getValue());
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), scalar.getStartMark());
        }
    }

    private ArrayNode sequence(SequenceNode sequence) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(of(item, new Place(sequence, array.size())));
        }
        return array;
    }

    private ObjectNode mapping(MappingNode mapping) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        int index = 0;
        for (NodeTuple field : mapping.getValue()) {
            aliases.count();
            index++;
            if (!isMerge(field)) {
                String key = key(field.getKeyNode());
                if (object.has(key)) {
                    throw new Unreadable(
                            "found duplicate key " + key, field.getKeyNode().getStartMark());
                }
                object.set(key, of(field.getValueNode(), new Place(mapping, index)));
            }
        }
        for (NodeTuple field : mapping.getValue()) {
            if (isMerge(field)) {
                merge(object, mapping, field.getValueNode());
            }
        }
        return object;
    }

    private static boolean isMerge(NodeTuple field) {
        return field.getKeyNode() instanceof ScalarNode key
                && key.getTag().equals(PLAIN)
                && key.getValue().equals("<<");
    }

    /** What stands in the mapping itself wins, and of several merged ones the first. */
    private void merge(ObjectNode into, Node mapping, Node from) {
        List<Node> merged = from instanceof SequenceNode several ? several.getValue() : List.of(from);
        int index = 0;
        for (Node one : merged) {
            index--;
            if (!(one instanceof MappingNode)) {
                throw new Unreadable("a merge key '<<' wants a mapping or a list of them", one.getStartMark());
            }
            of(one, new Place(mapping, index)).properties().stream()
                    .filter(field -> !into.has(field.getKey()))
                    .forEach(field -> into.set(field.getKey(), field.getValue()));
        }
    }

    static String key(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new Unreadable("a key is one word, not a list or a mapping", node.getStartMark());
        }
        JsonNode key = scalar(scalar);
        if (key.isNull()) {
            throw new Unreadable("a key is missing", node.getStartMark());
        }
        return key.asText();
    }

    private static final class Unreadable extends MarkedYAMLException {
        Unreadable(String problem, @Nullable Mark at) {
            super(null, null, problem, at);
        }
    }
}
