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

    /** The same in every namespace. */
    public GetRequest allNamespaces(boolean value) {
        return new GetRequest(scope, words, value, labels, fields, chunk, sortBy, showLabels, managedFields);
    }

    /** Only objects with these labels, e.g. {@code app=web,tier!=db}. */
    public GetRequest labels(String value) {
        return new GetRequest(scope, words, allNamespaces, value, fields, chunk, sortBy, showLabels, managedFields);
    }

    /** Only objects with these fields, e.g. {@code status.phase=Running}. */
    public GetRequest fields(String value) {
        return new GetRequest(scope, words, allNamespaces, labels, value, chunk, sortBy, showLabels, managedFields);
    }

    /** At most so many objects in one answer of the server; 0 for all. */
    public GetRequest chunk(int value) {
        return new GetRequest(scope, words, allNamespaces, labels, fields, value, sortBy, showLabels, managedFields);
    }

    /** Sorted by a field, e.g. {@code .metadata.creationTimestamp}. */
    public GetRequest sortBy(String value) {
        return new GetRequest(scope, words, allNamespaces, labels, fields, chunk, value, showLabels, managedFields);
    }

    /** With a column of labels where it is printed as a table. */
    public GetRequest showLabels(boolean value) {
        return new GetRequest(scope, words, allNamespaces, labels, fields, chunk, sortBy, value, managedFields);
    }

    /** With {@code metadata.managedFields} in the objects. */
    public GetRequest managedFields(boolean value) {
        return new GetRequest(scope, words, allNamespaces, labels, fields, chunk, sortBy, showLabels, value);
    }
}
