package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.LineStream;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The objects of a kind as they are and as they change, until the thread is interrupted. A connection that ends is made
 * again from the last version seen; where the server has forgotten that version, the objects are listed anew and what
 * changed meanwhile is told.
 */
final class ObjectWatch implements Streamed<ObjectEvent> {
    private static final int WATCH_SECONDS = 290;
    private static final int MOST_FAILURES = 8;
    private static final int GONE = 410;

    private final ClusterClient cluster;
    private final GetRequest request;
    private final NamedObjects target;
    private final ObjectReader reader;
    private final ProgressListener progress;
    private final Map<String, ObjectTable.Row> seen = new HashMap<>();

    ObjectWatch(ClusterClient cluster, GetRequest request, NamedObjects target, ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.target = target;
        this.reader = new ObjectReader(cluster, request, progress);
        this.progress = progress;
    }

    @Override
    public void forEach(Consumer<? super ObjectEvent> taker) {
        if (!target.names().isEmpty()) {
            reader.table(target);
        }
        ObjectTable first = list();
        Run run = new Run(first, taker);
        first.rows().forEach(row -> run.tell("listed", row));
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                run.follow();
                failures = 0;
            } catch (Cancelled e) {
                return;
            } catch (OpsException e) {
                if (e.kind() != FailureKind.UNREACHABLE && e.kind() != FailureKind.TIMEOUT
                        || ++failures > MOST_FAILURES) {
                    throw e;
                }
                progress.note("the watch broke off (" + e.message() + "); trying again");
                pause(failures);
            }
        }
    }

    private ObjectTable list() {
        ObjectTable table = reader.list(target.type());
        return target.names().isEmpty()
                ? table
                : table.withRows(table.rows().stream()
                        .filter(row -> target.names().contains(row.name()))
                        .toList());
    }

    private static void pause(int failures) {
        try {
            TimeUnit.MILLISECONDS.sleep(500L * failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One call's state: from which version it goes on, and to whom it tells. */
    private final class Run {
        private final ObjectTable first;
        private final Consumer<? super ObjectEvent> taker;
        private final TableReader tables;
        private String version;

        Run(ObjectTable first, Consumer<? super ObjectEvent> taker) {
            this.first = first;
            this.taker = taker;
            this.version = first.version();
            this.tables = new TableReader(target.type(), first.namespace(), request.managedFields());
        }

        void tell(String change, ObjectTable.Row row) {
            String key = row.namespace() + "/" + row.name();
            if (change.equals("deleted")) {
                seen.remove(key);
            } else {
                seen.put(key, row);
            }
            taker.accept(new ObjectEvent(change, row, first, request.allNamespaces(), request.showLabels()));
        }

        /** Until the server ends the connection, which it does every few minutes. */
        void follow() {
            try (LineStream events = cluster.watchTable(path())) {
                for (String line = events.next(); line != null; line = events.next()) {
                    if (!event(cluster.event(line))) {
                        listAgain();
                        return;
                    }
                }
            } catch (ApiFailure e) {
                if (e.code() != GONE) {
                    throw e;
                }
                listAgain();
            }
        }

        /** False where the server no longer knows the version that the watch goes on from. */
        private boolean event(JsonNode event) {
            String type = event.path("type").asText();
            JsonNode object = event.path("object");
            if (type.equals("ERROR")) {
                if (object.path("code").asInt() == GONE) {
                    return false;
                }
                throw new OpsException(
                        FailureKind.UNREACHABLE,
                        "the server ended the watch: " + object.path("message").asText(object.toString()));
            }
            if (type.equals("BOOKMARK")) {
                version = bookmark(object);
                return true;
            }
            for (ObjectTable.Row row : tables.read(object, first.columns()).rows()) {
                version = row.object().path("metadata").path("resourceVersion").asText(version);
                if (target.names().isEmpty() || target.names().contains(row.name())) {
                    tell(type.toLowerCase(Locale.ROOT), row);
                }
            }
            return true;
        }

        /** In a table watch, a bookmark too is a table, of one row or none. */
        private String bookmark(JsonNode object) {
            String own = object.path("metadata").path("resourceVersion").asText("");
            String row = object.path("rows")
                    .path(0)
                    .path("object")
                    .path("metadata")
                    .path("resourceVersion")
                    .asText("");
            return !own.isEmpty() ? own : row.isEmpty() ? version : row;
        }

        private void listAgain() {
            progress.note("the server no longer knows version " + version + "; listing again");
            ObjectTable now = list();
            version = now.version();
            Set<String> still = new HashSet<>();
            for (ObjectTable.Row row : now.rows()) {
                String key = row.namespace() + "/" + row.name();
                still.add(key);
                ObjectTable.Row before = seen.get(key);
                if (before == null || !version(before).equals(version(row))) {
                    tell(before == null ? "added" : "modified", row);
                }
            }
            for (Map.Entry<String, ObjectTable.Row> gone : List.copyOf(seen.entrySet())) {
                if (!still.contains(gone.getKey())) {
                    tell("deleted", gone.getValue());
                }
            }
        }

        private ApiPath path() {
            return target.type()
                    .path(first.namespace())
                    .with("watch", true)
                    .with("includeObject", "Object")
                    .with("allowWatchBookmarks", true)
                    .with("resourceVersion", version)
                    .with("timeoutSeconds", WATCH_SECONDS)
                    .with("labelSelector", request.labels())
                    .with("fieldSelector", request.fields());
        }

        private static String version(ObjectTable.Row row) {
            return row.object().path("metadata").path("resourceVersion").asText();
        }
    }
}
