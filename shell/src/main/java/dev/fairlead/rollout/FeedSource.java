package dev.fairlead.rollout;

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
 * What a {@link Feed} lists and watches.
 *
 * @param path of the collection
 * @param labels a label selector as in a query; empty for all
 * @param fields a field selector as in a query; empty for all
 * @param reader makes an object of its JSON
 */
record FeedSource<T>(ApiPath path, String labels, String fields, Function<JsonNode, T> reader) {

    /** All of a kind in a namespace; of the whole cluster where the namespace is empty. */
    static <T extends HasMetadata> FeedSource<T> of(ClusterClient cluster, Class<T> type, String namespace) {
        return new FeedSource<>(ApiPath.of(type, namespace), "", "", json -> cluster.read(json, type));
    }

    /** The same of any kind that the server serves, as JSON. */
    static FeedSource<JsonNode> of(ResourceType type, String namespace) {
        return new FeedSource<>(type.path(namespace), "", "", json -> json);
    }

    FeedSource<T> selected(Optional<LabelSelector> selector) {
        return selected(selector.map(SelectorText::of).orElse(""));
    }

    FeedSource<T> selected(String labelSelector) {
        return new FeedSource<>(path, labelSelector, fields, reader);
    }

    FeedSource<T> named(String name) {
        return new FeedSource<>(path, labels, ApiPath.field("metadata.name", name), reader);
    }

    /** The path with its selectors. */
    ApiPath selection() {
        return path.with("labelSelector", labels).with("fieldSelector", fields);
    }

    T read(JsonNode json) {
        return reader.apply(json);
    }
}
