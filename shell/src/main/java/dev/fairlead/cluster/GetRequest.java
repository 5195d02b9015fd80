package dev.fairlead.cluster;

import dev.fairlead.kubernetes.ClusterScope;
import java.util.List;

/**
 * Which objects to read and how.
 *
 * @param words kinds and names as they are typed: {@code pods}, {@code deploy,svc}, {@code pod web-1 web-2}, {@code
 *     deployment/web service/web}, {@code all}
 * @param allNamespaces whether in every namespace
 * @param labels a label selector; empty for none
 * @param fields a field selector; empty for none
 * @param chunk how many objects one answer may hold; zero for all at once
 * @param sortBy a path such as {@code .metadata.creationTimestamp}; empty for the server's order
 * @param showLabels whether tables have a column of labels
 * @param managedFields whether objects keep the record of who owns which field
 */
public record GetRequest(
        ClusterScope scope,
        List<String> words,
        boolean allNamespaces,
        String labels,
        String fields,
        int chunk,
        String sortBy,
        boolean showLabels,
        boolean managedFields) {

    private static final int CHUNK = 500;

    public GetRequest {
        words = List.copyOf(words);
    }

    /** In the session's namespace, in the server's order. */
    public static GetRequest of(String... words) {
        return new GetRequest(ClusterScope.CURRENT, List.of(words), false, "", "", CHUNK, "", false, false);
    }

    public GetRequest in(ClusterScope where) {
        return new GetRequest(where, words, allNamespaces, labels, fields, chunk, sortBy, showLabels, managedFields);
    }
}
