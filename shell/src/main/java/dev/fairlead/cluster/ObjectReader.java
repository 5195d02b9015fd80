package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads objects of any kind with the server's own columns. */
final class ObjectReader {
    private static final int GONE = 410;

    private final ClusterClient cluster;
    private final GetRequest request;
    private final ProgressListener progress;

    ObjectReader(ClusterClient cluster, GetRequest request, ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.progress = progress;
    }

    ObjectSet read() {
        List<NamedObjects> targets = NamedObjects.of(request.words(), cluster.discovery());
        checkNames(targets);
        boolean single = targets.size() == 1 && targets.get(0).names().size() == 1;
        List<ObjectTable> tables = new ArrayList<>();
        for (NamedObjects target : targets) {
            tables.add(table(target));
        }
        ObjectSet set = new ObjectSet(tables, single, request.allNamespaces(), request.showLabels());
        if (set.size() == 0) {
            progress.note(nothing(targets));
        }
        return set;
    }

    /** The objects of a target; where names are given, each of them or a failure of kind NOT_FOUND. */
    ObjectTable table(NamedObjects target) {
        return sorted(target.names().isEmpty() ? list(target.type()) : named(target));
    }

    ObjectTable list(ResourceType type) {
        String namespace = namespace(type);
        TableReader reader = new TableReader(type, namespace, request.managedFields());
        ObjectTable table = new ObjectTable(type, namespace, "", List.of(), List.of());
        List<ObjectTable.Row> rows = new ArrayList<>();
        JsonNode answer = page(type, namespace, request.chunk(), "");
        while (true) {
            table = reader.read(answer, table.columns());
            rows.addAll(table.rows());
            String next = answer.path("metadata").path("continue").asText("");
            if (next.isEmpty()) {
                return table.withRows(rows);
            }
            try {
                answer = page(type, namespace, request.chunk(), next);
            } catch (ApiFailure e) {
                if (e.code() != GONE) {
                    throw e;
                }
                // The list changed too much while it was read in chunks: kubectl too then asks for all at once.
                rows.clear();
                answer = page(type, namespace, 0, "");
            }
        }
    }

    /** Empty for kinds that have none, and for all namespaces. */
    String namespace(ResourceType type) {
        return type.namespaced() && !request.allNamespaces() ? cluster.namespace() : "";
    }

    private JsonNode page(ResourceType type, String namespace, int limit, String next) {
        ApiPath path = type.path(namespace)
                .with("includeObject", "Object")
                .with("labelSelector", request.labels())
                .with("fieldSelector", request.fields())
                .with("limit", limit > 0 ? Integer.toString(limit) : "")
                .with("continue", next);
        return cluster.get(path, ClusterClient.TABLE);
    }

    private ObjectTable named(NamedObjects target) {
        ResourceType type = target.type();
        String namespace = namespace(type);
        TableReader reader = new TableReader(type, namespace, request.managedFields());
        ObjectTable table = new ObjectTable(type, namespace, "", List.of(), List.of());
        List<ObjectTable.Row> rows = new ArrayList<>();
        for (String name : target.names()) {
            ApiPath path = type.path(namespace, name).with("includeObject", "Object");
            try {
                table = reader.read(cluster.get(path, ClusterClient.TABLE), table.columns());
            } catch (ApiFailure e) {
                throw e.kind() == FailureKind.NOT_FOUND ? new MissingObject(cluster, type).named(name, e) : e;
            }
            rows.addAll(table.rows());
        }
        return table.withRows(rows);
    }

    private void checkNames(List<NamedObjects> targets) {
        for (NamedObjects target : targets) {
            if (target.names().isEmpty()) {
                continue;
            }
            if (!request.labels().isEmpty() || !request.fields().isEmpty()) {
                throw new OpsException(FailureKind.USAGE, "a name and a selector cannot be given together");
            }
            if (request.allNamespaces() && target.type().namespaced()) {
                throw new OpsException(FailureKind.USAGE, "an object is named within one namespace, not with -A")
                        .hint("cluster get " + target.type().plural() + " -A --field-selector metadata.name="
                                + target.names().get(0));
            }
        }
    }

    private ObjectTable sorted(ObjectTable table) {
        if (request.sortBy().isEmpty()) {
            return table;
        }
        String pointer = request.sortBy()
                .replaceAll("^\\{?\\.?", "")
                .replaceAll("}$", "")
                .replace('.', '/')
                .replaceAll("\\[(\\d+)]", "/$1");
        List<ObjectTable.Row> rows = new ArrayList<>(table.rows());
        rows.sort(Comparator.comparing(row -> row.object().at("/" + pointer), ObjectReader::compare));
        return table.withRows(rows);
    }

    private static int compare(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.asText().compareTo(b.asText());
    }

    private String nothing(List<NamedObjects> targets) {
        List<String> kinds = targets.stream().map(t -> t.type().plural()).toList();
        boolean inNamespace = targets.stream().anyMatch(t -> t.type().namespaced()) && !request.allNamespaces();
        String where = inNamespace ? " in namespace " + cluster.namespace() : "";
        String such = request.labels().isEmpty() && request.fields().isEmpty() ? "" : " that match";
        return "no " + (kinds.size() > 3 ? "objects" : String.join(", ", kinds)) + such + where + " of context "
                + cluster.context();
    }
}
