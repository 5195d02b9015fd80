package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.EncodedText;
import dev.fairlead.files.OwnFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Changes single values in the text of a kubeconfig; everything else stays as it is, comments too. */
final class KubeConfigEdit {
    private KubeConfigEdit() {}

    static String currentContext(String text, String context) throws YamlSyntaxException {
        return set(text, mapping(YamlReader.compose(text)), "current-context", context);
    }

    /** Sets the namespace of a context that the text defines. */
    static String namespace(String text, String context, String namespace) throws YamlSyntaxException {
        Node contexts = value(mapping(YamlReader.compose(text)), "contexts");
        if (contexts instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                MappingNode entry = mapping(item);
                if (value(entry, "name") instanceof ScalarNode name
                        && name.getValue().equals(context)) {
                    return set(text, mapping(value(entry, "context")), "namespace", namespace);
                }
            }
        }
        throw new IllegalArgumentException("no context " + context);
    }

    /** Replaces a file in one step; whoever reads it meanwhile sees the old text or the new one. */
    static void rewrite(Path named, Edit edit) {
        try {
            Path file = named.toRealPath();
            String before = EncodedText.read(file);
            String after = edit.apply(before);
            if (after.equals(before)) {
                return;
            }
            new OwnFile(file, "the kubeconfig " + named).replaceAsShared(after);
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.DENIED, "cannot read the kubeconfig " + named + ": " + SystemFailures.why(e), e);
        } catch (YamlSyntaxException | IllegalArgumentException e) {
            throw new OpsException(
                    FailureKind.INVALID, "the kubeconfig " + named + " cannot be changed: " + e.getMessage(), e);
        }
    }

    private static String set(String text, MappingNode mapping, String key, String value) {
        Node known = value(mapping, key);
        UnaryOperator<String> quoted = v -> '"' + v.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        String shown =
                value.matches("[A-Za-z][A-Za-z0-9_./@-]*") && !value.matches("(?i)y|n|yes|no|on|off|true|false|null")
                        ? value
                        : quoted.apply(value);
        boolean flow = mapping.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW;
        boolean json = flow && text.stripLeading().startsWith("{");
        shown = json ? quoted.apply(value) : shown;
        if (known != null) {
            int from = offset(text, known.getStartMark().getIndex());
            int to = offset(text, known.getEndMark().getIndex());
            String before = from > 0 && text.charAt(from - 1) == ':' ? " " : "";
            return text.substring(0, from) + before + shown + text.substring(to);
        }
        if (mapping.getValue().isEmpty()) {
            throw new IllegalArgumentException("it has no place for " + key);
        }
        Node first = mapping.getValue().get(0).getKeyNode();
        int at = offset(text, first.getStartMark().getIndex());
        String between = flow ? ", " : "\n" + " ".repeat(first.getStartMark().getColumn());
        return text.substring(0, at) + (json ? '"' + key + '"' : key) + ": " + shown + between + text.substring(at);
    }

    private static int offset(String text, int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    private static MappingNode mapping(@Nullable Node node) {
        return Optional.ofNullable(node)
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("it is no mapping where one should be"));
    }

    private static @Nullable Node value(MappingNode mapping, String key) {
        for (NodeTuple field : mapping.getValue()) {
            if (field.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return field.getValueNode();
            }
        }
        return null;
    }

    /** One change of a text. */
    @FunctionalInterface
    interface Edit {
        String apply(String text) throws YamlSyntaxException;
    }
}
