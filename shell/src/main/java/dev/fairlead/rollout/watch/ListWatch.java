package dev.fairlead.rollout.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.kubernetes.SelectorText;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a {@link Reflector} lists and watches.
 *
 * @param path of the collection
 * @param labels a label selector as in a query; empty for all
 * @param fields a field selector as in a query; empty for all
 * @param reader makes an object of its JSON
 */
public record ListWatch<T>(ApiPath path, String labels, String fields, Function<JsonNode, T> reader) {

    /** All of a kind in a namespace; of the whole cluster where the namespace is empty. */
    static <T extends HasMetadata> ListWatch<T> of(ClusterClient cluster, Class<T> type, String namespace) {
        return new ListWatch<>(ApiPath.of(type, namespace), "", "", json -> cluster.read(json, type));
    }

    /** The same of any kind that the server serves, as JSON. */
    public static ListWatch<JsonNode> of(ResourceType type, String namespace) {
        return new ListWatch<>(type.path(namespace), "", "", json -> json);
    }

    ListWatch<T> selected(Optional<LabelSelector> selector) {
        return selected(selector.map(SelectorText::of).orElse(""));
    }

    public ListWatch<T> selected(String labelSelector) {
        return new ListWatch<>(path, labelSelector, fields, reader);
    }

    public ListWatch<T> named(String name) {
        return new ListWatch<>(path, labels, ApiPath.field("metadata.name", name), reader);
    }

    /** The path with its selectors. */
    ApiPath selection() {
        return path.with("labelSelector", labels).with("fieldSelector", fields);
    }

    T read(JsonNode json) {
        return reader.apply(json);
    }
}
