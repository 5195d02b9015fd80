package dev.fairlead.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Where the fields of a document stand in its text. They are looked up when they are asked for, as few documents are
 * ever asked: to list all would take more than the document, whose aliases may repeat a field thousands of times.
 */
public final class FieldLines {
    /** Those of a document whose text is not known. */
    public static final FieldLines NONE = new FieldLines(() -> null);

    private final Supplier<@Nullable Node> source;
    private boolean read;
    private @Nullable Node node;

    private FieldLines(Supplier<@Nullable Node> source) {
        this.source = source;
    }

    static FieldLines of(Node node) {
        return new FieldLines(() -> node);
    }

    /** Those of a text that is parsed when a line of it is asked for. */
    static FieldLines later(Supplier<@Nullable Node> source) {
        return new FieldLines(source);
    }

    /**
     * The line of a field, from 1.
     *
     * @param path e.g. {@code .spec.template.spec.containers[0].image}; the keys in it may hold dots
     */
    public Optional<Integer> at(String path) {
        return Optional.ofNullable(found(path))
                .map(found -> found.line().getStartMark().getLine() + 1);
    }

    /** Those below a path, by their paths from there on. */
    public FieldLines below(String path) {
        Found found = found(path);
        return found == null ? NONE : of(found.value());
    }

    private @Nullable Found found(String path) {
        Node top = node();
        return top == null || path.isEmpty() ? null : found(top, path);
    }

    private synchronized @Nullable Node node() {
        if (!read) {
            node = source.get();
            read = true;
        }
        return node;
    }

    private static @Nullable Found found(Node in, String path) {
        if (in instanceof SequenceNode sequence && path.startsWith("[")) {
            int end = path.indexOf(']');
            int index = Integer.parseInt(path, 1, end, 10);
            List<Node> items = sequence.getValue();
            return index < items.size() ? rest(items.get(index), items.get(index), path.substring(end + 1)) : null;
        }
        if (in instanceof MappingNode mapping && path.startsWith(".")) {
            for (NodeTuple field : mapping.getValue()) {
                String key = key(field.getKeyNode());
                String after = path.startsWith(key, 1) ? path.substring(1 + key.length()) : " ";
                Found found = after.isEmpty() || after.startsWith(".") || after.startsWith("[")
                        ? rest(field.getKeyNode(), field.getValueNode(), after)
                        : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Found rest(Node line, Node value, String path) {
        return path.isEmpty() ? new Found(line, value) : found(value, path);
    }

    /** A key that no path has where it is none that JSON can hold. */
    private static String key(Node node) {
        try {
            return node instanceof ScalarNode ? YamlValue.key(node) : " ";
        } catch (YAMLException e) {
            return " ";
        }
    }

    /** @param line what stands on the field's line: its key, or the item of a list */
    private record Found(Node line, Node value) {}
}
